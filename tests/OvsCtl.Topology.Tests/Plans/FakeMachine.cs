using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Plans;
using OvsCtl.Topology.Specs;
using OvsCtl.Topology.Tests.LabFiles;

namespace OvsCtl.Topology.Tests.Plans;

/// <summary>A machine in memory with the semantics that plans rely on: names exist once, a veth dies with either end, a namespace takes its content along.</summary>
internal sealed class FakeMachine
{
    private readonly Dictionary<Place, Dictionary<string, Link>> _links = new() { [Place.Root] = new() { ["lo"] = new(1, null) } };
    private readonly Dictionary<string, string?> _namespaces = [];
    private readonly Dictionary<string, Bridge> _bridges = [];
    private readonly Dictionary<(Place, string), List<InterfaceAddress>> _addresses = [];
    private readonly List<DesiredRoute> _routes = [];
    private readonly Dictionary<Place, ObservedNatTable> _tables = [];
    private readonly Dictionary<(Place, string), string> _sysctls = new() { [(Place.Root, Resolver.Ipv4Forward)] = "0" };
    private readonly List<ObservedProcess> _processes = [];
    private int _nextIndex = 2;

    public FakeMachine()
    {
        foreach (var (card, index) in LabSpecs.Cards.Select((c, i) => (c, i)))
        {
            _links[Place.Root][card] = new(_nextIndex++, null) { Kind = null, IsUp = index > 0, Alias = index == 2 ? "the uplink" : "" };
            if (InterfaceAddress.TryParse($"192.0.2.{index + 1}/24", out var address)) _addresses[(Place.Root, card)] = [address];
        }
    }

    /// <summary>What the machine's own interfaces are, wherever they are, as text.</summary>
    public string Cards => string.Join('\n', _links.SelectMany(p => p.Value.Where(l => l.Value.Kind is null && l.Key != "lo").OrderBy(l => l.Key, StringComparer.Ordinal)
        .Select(l => $"{p.Key}:{l.Key} {l.Value.Mac} up={l.Value.IsUp} lab={l.Value.Lab} alias='{l.Value.Alias}' adopted={l.Value.Adopted?.Purpose} {string.Join(' ', _addresses.GetValueOrDefault((p.Key, l.Key)) ?? [])}")));

    /// <summary>Flow tables by bridge; changed by hand in tests of drift.</summary>
    public Dictionary<string, List<ObservedFlow>> Flows { get; } = [];

    public string Sysctl(string name) => _sysctls[(Place.Root, name)];

    public void AddForeignNamespace(string name) => _namespaces[name] = null;

    public void AddForeignLink(string name) => _links[Place.Root][name] = new(_nextIndex++, null);

    public void AddForeignBridge(string name) => _bridges[name] = new Bridge(null, null, []);

    public void SetSysctl(string name, string value) => _sysctls[(Place.Root, name)] = value;

    public void DeleteLinkByHand(Place place, string name) => RemoveLink(place, name);

    /// <summary>Somebody makes the pair again under the same names, without a mark; the switch has noticed the new number.</summary>
    public void ReplaceCableByHand(DesiredCable cable)
    {
        RemoveLink(cable.A.Place, cable.A.Name);
        var (a, b) = (new Link(_nextIndex++, null), new Link(_nextIndex++, null));
        (a.Peer, b.Peer) = (b, a);
        (_links[cable.A.Place][cable.A.Name], _links[cable.B.Place][cable.B.Name]) = (a, b);
        foreach (var bridge in _bridges.Values)
            if (cable.B.Place.IsRoot && bridge.Ports.TryGetValue(cable.B.Name, out var port)) bridge.Ports[cable.B.Name] = port with { IfIndex = b.Index };
    }

    public ObservedState Observe() => new()
    {
        Places = _namespaces.Keys.Select(n => new Place(n)).Append(Place.Root).ToDictionary(p => p, ReadPlace),
        Bridges = _bridges.ToDictionary(b => b.Key, b => ReadBridge(b.Key, b.Value)),
        NatTables = [.. _tables.Values],
        Processes = [.. _processes],
    };

    public void Apply(Plan plan)
    {
        foreach (var step in plan.Phases.SelectMany(p => p)) Apply(plan.Lab, step);
    }

    private void Apply(string lab, PlanStep step)
    {
        switch (step)
        {
            case CreateNamespace s:
                Unique(_namespaces.TryAdd(s.Host.Name, lab), step);
                _links[s.Host.Place] = new() { ["lo"] = new(1, lab) };
                foreach (var (name, value) in s.Host.Sysctls) _sysctls[(s.Host.Place, name)] = value;
                break;
            case DeleteNamespace s: RemoveNamespace(s.Name); break;
            case SetSysctl s: _sysctls[(s.Place, s.Name)] = s.Value; break;
            case CreateLinuxBridge s: AddLink(s.Bridge.Interface, lab, step).Kind = "bridge"; break;
            case CreateCable s:
                var (a, b) = (AddLink(s.Cable.A, lab, step), AddLink(s.Cable.B, lab, step));
                (a.Peer, b.Peer) = (b, a);
                break;
            case SetLink s:
                var link = _links[s.Interface.Place][s.Interface.Name];
                (link.IsUp, link.Mac, link.Mtu, link.Master, link.Lab) = (true, s.Interface.Mac ?? link.Mac, s.Interface.Mtu ?? link.Mtu, s.Interface.Master, s.Lab);
                if (s.Interface.IsAdopted && AdoptedState.TryParse(LabMark.Alias(lab, s.Interface.Purpose), out var was)) link.Adopted = was;
                break;
            case DeleteLink s: RemoveLink(s.Place, s.Name); break;
            case AdoptLink s:
                var card = _links[Place.Root][s.Interface.Name];
                Assert.True(AdoptedState.TryParse(LabMark.Alias(lab, s.Interface.Purpose), out var before), s.Interface.Purpose);
                (card.Lab, card.Adopted, card.Alias) = (lab, before, "");
                Move(s.Interface.Name, Place.Root, s.Interface.Place);
                card.IsUp = true;
                break;
            case GiveBackLink s:
                var returned = _links[s.Place][s.Name];
                if (!s.Place.IsRoot) Move(s.Name, s.Place, Place.Root);
                AddressesOf(Place.Root, s.Name).AddRange(s.Before.Addresses.Except(AddressesOf(Place.Root, s.Name)).ToList());
                (returned.Lab, returned.Adopted, returned.Alias, returned.IsUp) = (null, null, s.Before.Alias, s.Before.IsUp);
                break;
            case AddBridge s:
                Unique(_bridges.TryAdd(s.Bridge.Name, new Bridge(lab, s.Bridge, [])), step);
                _links[Place.Root].Add(s.Bridge.Name, new(_nextIndex++, null) { Mac = s.Bridge.Interface.Mac, Kind = "tun", Mtu = s.Bridge.Interface.Mtu ?? 1500 });
                Flows.TryAdd(s.Bridge.Name, []);
                break;
            case SetBridge s:
                _bridges[s.Bridge.Name] = _bridges[s.Bridge.Name] with { Desired = s.Bridge };
                _links[Place.Root][s.Bridge.Name].Mtu = s.Bridge.Interface.Mtu ?? 1500;
                break;
            case DeleteBridge s:
                _bridges.Remove(s.Name);
                Flows.Remove(s.Name);
                RemoveLink(Place.Root, s.Name);
                break;
            case AddPort s: Unique(_bridges[s.Bridge].Ports.TryAdd(s.Port.Name, new ObservedPort { Name = s.Port.Name, Lab = lab, OfPort = s.OfPort, PatchPeer = s.Port.PatchPeer, IfIndex = s.Port.PatchPeer is null ? _links[Place.Root][s.Port.Name].Index : null }), step); break;
            case DeletePort s: _bridges[s.Bridge].Ports.Remove(s.Name); break;
            case SetBridgeInterfaceUp s: (_links[s.Interface.Place][s.Interface.Name].IsUp, _links[s.Interface.Place][s.Interface.Name].Lab) = (true, s.Lab); break;
            case AddAddress s: AddressesOf(s.Place, s.Interface).Add(s.Address); break;
            case DeleteAddress s: Assert.True(AddressesOf(s.Place, s.Interface).Remove(s.Address), step.Target); break;
            case SetShape s: _links[s.Place][s.Interface].Shape = s.Shape; break;
            case AddRoute s: _routes.Add(s.Route with { Dev = s.Route.Dev ?? DeviceTo(s.Route) }); break;
            case DeleteRoute s: Assert.True(_routes.Remove(s.Route), step.Target); break;
            case ApplyNat s:
                LabMark.TryParseTable(s.Table.Name, out var owner);
                _tables[s.Table.Place] = new ObservedNatTable { Place = s.Table.Place, Name = s.Table.Name, Lab = owner ?? "", Rules = [.. s.Table.Rules.Select(r => (r.Chain, r.Comment))], SavedSysctls = s.SavedSysctls };
                foreach (var (name, value) in s.Sysctls) _sysctls[(s.Table.Place, name)] = value;
                break;
            case DeleteNat s:
                _tables.Remove(s.Place);
                foreach (var (name, value) in s.Restore) _sysctls[(s.Place, name)] = value;
                break;
            case PutFlow s:
                Flows[s.Flow.Bridge].RemoveAll(f => (f.Table, f.Priority, f.Match) == (s.Flow.Table, s.Flow.Priority, s.Flow.Match));
                Flows[s.Flow.Bridge].Add(new ObservedFlow(s.Flow.Table, s.Flow.Priority, s.Flow.Match, s.Flow.Actions, s.Flow.Cookie));
                break;
            case DeleteFlow s: Flows[s.Bridge].Remove(s.Flow); break;
            case StartProcess s: _processes.Add(new ObservedProcess(_nextIndex++, lab, s.Process.Host, s.Process.Run, null)); break;
            case StopProcess s: _processes.RemoveAll(p => p.Pid == s.Pid); break;
            default: throw new InvalidOperationException($"the fake has no {step.GetType().Name}");
        }
    }

    private static void Unique(bool isNew, PlanStep step) => Assert.True(isNew, $"{step.Target} exists");

    private Link AddLink(DesiredInterface wanted, string lab, PlanStep step)
    {
        var link = new Link(_nextIndex++, lab) { Mac = wanted.Mac, Mtu = wanted.Mtu ?? 1500, IsUp = true, Master = wanted.Master };
        Assert.True(_links.ContainsKey(wanted.Place), $"{step.Target}: no namespace {wanted.Place}");
        Unique(_links[wanted.Place].TryAdd(wanted.Name, link), step);
        return link;
    }

    /// <summary>By hand, or by a plan: it goes down and leaves behind what was on it.</summary>
    public void Move(string name, Place from, Place to)
    {
        Assert.True(_links[from].Remove(name, out var link), $"no link {from}:{name}");
        Empty(from, name);
        Assert.True(_links[to].TryAdd(name, link), $"{to}:{name} exists");
        (link.IsUp, link.Shape) = (false, null);
    }

    /// <summary>By hand: the kernel puts hardware back into the initial namespace.</summary>
    public void DeleteNamespaceByHand(string name) => RemoveNamespace(name);

    private void RemoveLink(Place place, string name)
    {
        Assert.True(_links[place].Remove(name, out var link), $"no link {place}:{name}");
        Empty(place, name);
        if (link.Peer is not { } peer) return;
        peer.Peer = null;
        foreach (var (other, links) in _links)
            foreach (var (otherName, _) in links.Where(l => l.Value == peer).ToList()) RemoveLink(other, otherName);
    }

    private void RemoveNamespace(string name)
    {
        var place = new Place(name);
        Assert.True(_namespaces.Remove(name), $"no namespace {name}");
        foreach (var link in _links[place].Keys.Where(l => l != "lo").ToList())
        {
            if (!_links[place].TryGetValue(link, out var there)) continue;
            if (there.Kind is null) Move(link, place, Place.Root);
            else RemoveLink(place, link);
        }

        Empty(place, "lo");
        _links.Remove(place);
        _tables.Remove(place);
    }

    private void Empty(Place place, string name)
    {
        _addresses.Remove((place, name));
        _routes.RemoveAll(r => r.Place == place && r.Dev == name);
    }

    private string DeviceTo(DesiredRoute route) =>
        _addresses.Where(a => a.Key.Item1 == route.Place && a.Value.Exists(x => route.Via is not null && x.Network.Contains(route.Via))).Select(a => a.Key.Item2).FirstOrDefault()
        ?? throw new InvalidOperationException($"{route.Place}: no way to {route.Via}");

    private List<InterfaceAddress> AddressesOf(Place place, string name)
    {
        Assert.True(_links[place].ContainsKey(name), $"no link {place}:{name}");
        if (!_addresses.TryGetValue((place, name), out var list)) _addresses[(place, name)] = list = [];
        return list;
    }

    private ObservedPlace ReadPlace(Place place) => new()
    {
        Place = place,
        Lab = place.Host is { } host ? _namespaces[host] : null,
        Interfaces = (_links.GetValueOrDefault(place) ?? []).ToDictionary(l => l.Key, l => new ObservedInterface
        {
            Name = l.Key,
            IfIndex = l.Value.Index,
            Kind = l.Value.Kind,
            Lab = l.Value.Lab,
            Adopted = l.Value.Adopted,
            Alias = l.Value.Alias,
            Mac = l.Value.Mac,
            Mtu = l.Value.Mtu,
            IsUp = l.Value.IsUp || l.Key == "lo",
            Master = l.Value.Master,
            PeerIfIndex = l.Value.Peer?.Index,
            Shape = l.Value.Shape,
            Addresses = [.. _addresses.GetValueOrDefault((place, l.Key)) ?? []],
            OffloadsChecksums = false,
        }),
        Routes = [.. _routes.Where(r => r.Place == place)],
        Sysctls = _sysctls.Where(s => s.Key.Item1 == place).ToDictionary(s => s.Key.Item2, s => s.Value),
    };

    private ObservedBridge ReadBridge(string name, Bridge bridge) => new()
    {
        Name = name,
        Lab = bridge.Lab,
        FailMode = bridge.Desired?.Controller == SwitchController.OvsCtl ? "secure" : "standalone",
        ControllerTargets = bridge.Desired?.Controller == SwitchController.OvsCtl ? [$"unix:/run/openvswitch/{name}.controller"] : [],
        HardwareAddress = bridge.Desired?.Interface.Mac?.ToString(),
        RequestedDatapathId = bridge.Desired?.DatapathId,
        Ports = bridge.Ports,
        Flows = Flows.GetValueOrDefault(name),
    };

    private sealed class Link(int index, string? lab)
    {
        public int Index { get; } = index;

        public string? Lab { get; set; } = lab;

        public MacAddress? Mac { get; set; }

        public int Mtu { get; set; } = 1500;

        public bool IsUp { get; set; }

        public string? Master { get; set; }

        /// <summary>Null for hardware.</summary>
        public string? Kind { get; set; } = "veth";

        public AdoptedState? Adopted { get; set; }

        public string Alias { get; set; } = "";

        public Shape? Shape { get; set; }

        public Link? Peer { get; set; }
    }

    private sealed record Bridge(string? Lab, DesiredBridge? Desired, Dictionary<string, ObservedPort> Ports);
}
