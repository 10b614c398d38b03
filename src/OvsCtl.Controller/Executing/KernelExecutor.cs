using OvsCtl.Netns;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Executing;

/// <summary>Carries out the steps on namespaces, links, addresses, routes and nft. Requests of one phase ride together, one batch a namespace.</summary>
/// <param name="lab">Whose.</param>
/// <param name="bridgesThatGo">The switch's bridges that the plan deletes.</param>
/// <param name="places">The namespaces.</param>
internal sealed class KernelExecutor(string lab, IReadOnlySet<string> bridgesThatGo, PlaceSockets places)
{
    private const int ENOENT = 2; // asm-generic/errno-base.h

    private readonly AdoptedLinks _adoptions = new(lab, places);

    public IReadOnlyList<StepResult> Run(PlanPhase phase, IReadOnlyList<PlanStep> steps) => phase switch
    {
        PlanPhase.Namespaces => Namespaces(steps),
        PlanPhase.RemoveNamespaces => Each<DeleteNamespace>(steps, DeleteNamespace),
        PlanPhase.RemoveLinks => [.. Each<GiveBackLink>([.. steps.OfType<GiveBackLink>()], _adoptions.GiveBack), .. DeleteLinks([.. steps.OfType<DeleteLink>()])],
        PlanPhase.Links => Links(steps),
        PlanPhase.Nat => Each<ApplyNat>(steps, Apply),
        PlanPhase.RemoveNat => Each<DeleteNat>(steps, Delete),
        PlanPhase.Addresses => Addresses(steps),
        _ => Batched(steps, PlaceOf, Request),
    };

    private List<StepResult> Addresses(IReadOnlyList<PlanStep> steps)
    {
        SilenceIpv6(steps.OfType<SetBridgeInterfaceUp>().Select(s => s.Interface));
        return Batched(steps, PlaceOf, Request);
    }

    private List<StepResult> Namespaces(IReadOnlyList<PlanStep> steps) =>
    [
        .. Create([.. steps.OfType<CreateNamespace>()]),
        .. Each<SetSysctl>([.. steps.OfType<SetSysctl>()], set => places.Namespace(set.Place).WriteSysctl(set.Name, set.Value)),
    ];

    private List<StepResult> Create(List<CreateNamespace> steps)
    {
        var visits = steps.Select(s => NamespaceVisit.ToNew(s.Host.Name, s.Host.Sysctls)).ToList();
        NamespaceVisit.Run(visits);
        var results = new StepResult[steps.Count];
        ManyCalls.Run(steps.Count, i => results[i] = Try(steps[i], () => Finish(steps[i].Host, visits[i])));
        foreach (var (result, visit) in results.Zip(visits))
            if (result is { Error: null, Step: CreateNamespace { Host.Place: var place } } && visit is { Namespace: { } ns, Socket: { } socket }) places.Adopt(place, ns, socket);
        return [.. results];
    }

    private void Finish(DesiredHost host, NamespaceVisit visit)
    {
        try
        {
            if (visit.Failure is { } failure) throw failure;
            // A kernel without IPv6 needs no telling to leave it off.
            foreach (var (name, refused) in visit.SysctlFailures)
                if (refused.Errno != ENOENT || !name.StartsWith("net.ipv6.", StringComparison.Ordinal) || host.Sysctls[name] != "1") throw refused;
            if (visit is not { Namespace: { } ns, Socket: { } socket }) throw new InvalidOperationException("a visit that went well has both");
            // The mark before the name: what has a name is found by teardown, what has none ends with this process.
            socket.NewBatch().SetLink("lo", up: true, alias: LabMark.Alias(lab, host.Loopback.Purpose), group: LabMark.Group(lab)).Commit();
            NamedNamespaces.Attach(host.Name, ns);
        }
        catch
        {
            visit.Socket?.Dispose();
            visit.Namespace?.Dispose();
            throw;
        }
    }

    private void DeleteNamespace(DeleteNamespace step)
    {
        places.Forget(new Place(step.Name));
        NamedNamespaces.Delete(step.Name);
    }

    /// <summary>Both ends of a cable start down: what they are to be is set before the first packet. The switch's end comes up last.</summary>
    private List<StepResult> Links(IReadOnlyList<PlanStep> steps)
    {
        var results = new Dictionary<PlanStep, StepResult>(ReferenceEqualityComparer.Instance);
        void Note(IEnumerable<StepResult> outcomes)
        {
            foreach (var outcome in outcomes)
                if (outcome.Error is not null || !results.ContainsKey(outcome.Step)) results[outcome.Step] = outcome;
        }

        List<CreateCable> Good() => [.. steps.OfType<CreateCable>().Where(s => results[s].Error is null)];
        var bridges = steps.OfType<CreateLinuxBridge>().ToList();
        Note(Batched(bridges, s => ((CreateLinuxBridge)s).Bridge.Interface.Place, Request));
        Note(Batched([.. steps.OfType<CreateCable>()], s => ((CreateCable)s).Cable.B.Place, Request));
        SilenceIpv6([.. bridges.Select(s => s.Bridge.Interface), .. Good().SelectMany(s => new[] { s.Cable.A, s.Cable.B })]);
        Note(Each<AdoptLink>([.. steps.OfType<AdoptLink>()], _adoptions.Adopt));
        Note(Batched([.. steps.OfType<SetLink>()], s => ((SetLink)s).Interface.Place, Request));
        foreach (var (step, end) in Good().SelectMany(s => new[] { ((PlanStep)s, s.Cable.A), (s, s.Cable.B) }).Concat(steps.OfType<SetLink>().Select(s => ((PlanStep)s, s.Interface))).Where(e => e.Item2.NeedsChecksums))
            Note([Try(step, () => Ethtool.SetTransmitChecksumOffload(places.Socket(end.Place), end.Name, on: false))]);
        // One cable after the other: an end that is up while the other is not is taken for unplugged by the kernel's link watch, which waits
        // for a grace period each and holds the lock of all rtnetlink meanwhile (linkwatch_do_dev, net/core/link_watch.c).
        foreach (var step in Good())
        {
            Note([Up(step, step.Cable.A)]);
            if (results[step].Error is null) Note([Up(step, step.Cable.B)]);
        }

        return [.. results.Values];
    }

    private StepResult Up(CreateCable step, DesiredInterface end) =>
        Try(step, () => places.Socket(end.Place).NewBatch().SetLink(end.Name, up: true, alias: LabMark.Alias(lab, end.Purpose), master: Reference(end.Master)).Commit());

    /// <summary>
    /// Link-local addresses of interfaces in root that never speak IPv6 would only send solicitations through the lab.
    /// Hosts have their own sysctls for this.
    /// </summary>
    private void SilenceIpv6(IEnumerable<DesiredInterface> ends)
    {
        KeyValuePair<string, string>[] off =
        [
            .. from end in ends
               where end.Place.IsRoot && !end.HasIpv6
               select new KeyValuePair<string, string>($"net/ipv6/conf/{end.Name}/disable_ipv6", "1"),
        ];
        if (off.Length == 0) return;
        var visit = new NamespaceVisit(places.Namespace(Place.Root)) { Write = off };
        NamespaceVisit.Run([visit]);
        if (visit.Failure is { } failure) throw failure;
        // ENOENT: a kernel without IPv6.
        if (visit.SysctlFailures.Values.FirstOrDefault(f => f.Errno != ENOENT) is { } refused) throw refused;
    }

    private List<StepResult> DeleteLinks(List<DeleteLink> steps)
    {
        var results = new List<StepResult>();
        foreach (var group in steps.GroupBy(s => (s.Place, s.Group)))
        {
            // One message for the whole group is some hundred times faster, but a hash may give two labs the same group.
            var socket = places.Socket(group.Key.Place);
            var expected = group.Select(s => s.IfIndex).ToHashSet();
            var members = socket.GetLinks().Where(l => l.Group == group.Key.Group).ToList();
            if (group.Key.Group == LabMark.Group(lab) && members.Count > 0 && members.TrueForAll(m => expected.Contains(m.IfIndex) || IsOfBridgeThatGoes(group.Key.Place, m)))
            {
                var error = Try(group.First(), () => socket.NewBatch().DeleteGroup(group.Key.Group).Commit()).Error;
                results.AddRange(group.Select(s => new StepResult(s, error)));
            }
            else
            {
                results.AddRange(Batched([.. group], s => ((DeleteLink)s).Place, Request));
            }
        }

        return results;
    }

    /// <summary>The switch takes a bridge's interface away when it gets round to it; with the others it costs nothing.</summary>
    private bool IsOfBridgeThatGoes(Place place, Link link) => place.IsRoot && bridgesThatGo.Contains(link.Name);

    private static Place PlaceOf(PlanStep step) => StepObjects.PlaceOf(step) ?? throw Unexpected(step);

    private void Request(RouteBatch batch, PlanStep step)
    {
        switch (step)
        {
            case AddAddress s: batch.AddAddress(s.Interface, s.Address.Address, s.Address.PrefixLength); break;
            case DeleteAddress s: batch.DeleteAddress(s.Interface, s.Address.Address, s.Address.PrefixLength); break;
            case AddRoute s: batch.AddRoute(s.Route.Destination, s.Route.Via, Reference(s.Route.Dev)); break;
            case DeleteRoute s: batch.DeleteRoute(s.Route.Destination, s.Route.Via, Reference(s.Route.Dev)); break;
            case SetShape s: ShapeRequests.Add(batch, s); break;
            case SetBridgeInterfaceUp s: batch.SetLink(s.Interface.Name, up: true, alias: LabMark.Alias(lab, s.Interface.Purpose), group: LabMark.Group(lab)); break;
            case CreateLinuxBridge { Bridge.Interface: var own }:
                batch.AddBridge(own.Name, own.Mac?.ToBytes(), own.Mtu, LabMark.Group(lab));
                batch.SetLink(own.Name, up: true, alias: LabMark.Alias(lab, own.Purpose));
                break;
            case CreateCable { Cable: var cable }: batch.AddVeth(End(cable.B), End(cable.A)); break;
            case SetLink { Interface: var link }:
                batch.SetLink(link.Name, up: true, mtu: link.Mtu, mac: link.Mac?.ToBytes(), alias: LabMark.Alias(lab, link.Purpose), group: link.IsAdopted ? (uint?)null : LabMark.Group(lab), master: Reference(link.Master));
                break;
            case DeleteLink s: batch.DeleteLink(s.IfIndex); break;
            default: throw Unexpected(step);
        }
    }

    private static LinkRef? Reference(string? link) => link is { } name ? LinkRef.FromString(name) : (LinkRef?)null;

    private VethEnd End(DesiredInterface end) => new()
    {
        Name = end.Name,
        Namespace = places.Namespace(end.Place),
        Mac = end.Mac?.ToBytes(),
        Mtu = end.Mtu,
        Group = LabMark.Group(lab),
        // Each queue is a handful of entries in sysfs, and a switch in userspace reads a port by one.
        Queues = 1,
    };

    private void Apply(ApplyNat step)
    {
        var ns = places.Namespace(step.Table.Place);
        Nftables.Run(ns, string.Join('\n', NftText.Replace(step.Table, step.SavedSysctls)));
        foreach (var (name, value) in step.Sysctls) ns.WriteSysctl(name, value);
    }

    private void Delete(DeleteNat step)
    {
        var ns = places.Namespace(step.Place);
        foreach (var (name, value) in step.Restore) ns.WriteSysctl(name, value);
        var handOver = step.HandOverTo is { } heir ? NftText.Save(heir, step.HandedOver) : [];
        Nftables.Run(ns, string.Join('\n', handOver.Append($"delete table inet {step.Table}")));
    }

    /// <summary>Sends the requests of all steps, one batch a namespace, and matches the failures back to their steps.</summary>
    private List<StepResult> Batched(IReadOnlyList<PlanStep> steps, Func<PlanStep, Place> placeOf, Action<RouteBatch, PlanStep> request)
    {
        var results = new List<StepResult>();
        foreach (var group in steps.GroupBy(placeOf))
        {
            var owners = new List<PlanStep>();
            var failed = new Dictionary<PlanStep, string>(ReferenceEqualityComparer.Instance);
            RouteBatch? batch = null;
            foreach (var step in group)
            {
                var outcome = Try(step, () =>
                {
                    batch ??= places.Socket(group.Key).NewBatch();
                    var before = batch.Count;
                    request(batch, step);
                    owners.AddRange(Enumerable.Repeat(step, batch.Count - before));
                });
                if (outcome.Error is { } error) failed[step] = error;
            }

            if (batch is not null)
                foreach (var (error, step) in batch.TryCommit().Zip(owners))
                    if (error is not null) failed.TryAdd(step, error.Message);
            results.AddRange(group.Select(s => new StepResult(s, failed.GetValueOrDefault(s))));
        }

        return results;
    }

    private static List<StepResult> Each<TStep>(IReadOnlyList<PlanStep> steps, Action<TStep> run)
        where TStep : PlanStep => [.. steps.Cast<TStep>().Select(s => Try(s, () => run(s)))];

    private static StepResult Try(PlanStep step, Action run)
    {
        try
        {
            run();
            return new StepResult(step, null);
        }
        catch (Exception e) when (e is NetlinkException or NativeException or NftablesException or ArgumentException)
        {
            return new StepResult(step, e.Message);
        }
    }

    private static InvalidOperationException Unexpected(PlanStep step) => new($"no executor for {step.GetType().Name}");
}
