using OvsCtl.Controller.Executing;
using OvsCtl.Netns;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Observing;

/// <summary>Reads namespaces, links, addresses, routes, sysctls and nft tables. Blocking system calls; run it off the request path.</summary>
internal static class KernelObserver
{
    private const int ENOENT = 2; // asm-generic/errno-base.h
    private const byte StaticRoute = 4; // RTPROT_STATIC, linux/rtnetlink.h

    /// <summary>So many namespaces are looked into at a time: each takes two descriptors.</summary>
    private const int Together = 128;

    /// <param name="hint">Whose details to look at besides the marks.</param>
    /// <param name="cache">Where what was read is kept for the next time.</param>
    /// <param name="seen">What has been read just now.</param>
    /// <param name="isQuick">Whether to take from the cache what has told of no change.</param>
    public static (Dictionary<Place, ObservedPlace> Places, HashSet<string> Stale, List<ObservedNatTable> Tables) Observe(
        DesiredState? hint, PlaceCache? cache, IReadOnlyDictionary<Place, SeenPlace> seen, bool isQuick)
    {
        var details = new Details(hint);
        var places = new Dictionary<Place, ObservedPlace>();
        var tables = new List<ObservedNatTable>();
        using var root = NetworkNamespace.OpenCurrent();
        var named = NamedNamespaces.OpenAll(out var stale);
        try
        {
            var unread = new List<(Place Place, NetworkNamespace Namespace, WatchMark? Mark)> { (Place.Root, root, null) };
            var second = SecondNames.Find(root, named, details.IsWanted);
            foreach (var (name, ns) in named)
            {
                var place = new Place(name);
                if (second.Contains(name))
                {
                    // Taken, and there is nothing to be seen in it.
                    places[place] = new ObservedPlace { Place = place };
                }
                else if (seen.GetValueOrDefault(place) is { } now && now.Inode == ns.Inode)
                {
                    places[place] = now.Place;
                }
                else if (isQuick && cache?.Find(place, ns.Inode) is { } known)
                {
                    places[place] = known.Place;
                    tables.AddRange(known.Tables);
                }
                else
                {
                    unread.Add((place, ns, cache?.Mark(place, ns.Inode)));
                }
            }

            foreach (var some in unread.Chunk(Together))
            {
                var visits = some.Select(s => new NamespaceVisit(s.Namespace) { OpensSocket = true, Read = details.Sysctls(s.Place) }).ToList();
                NamespaceVisit.Run(visits);
                try
                {
                    var reads = new (ObservedPlace Place, List<ObservedNatTable> Tables)[some.Length];
                    ManyCalls.Run(some.Length, i =>
                    {
                        var (place, ns, _) = some[i];
                        var values = Values(visits[i]);
                        var socket = visits[i].Socket ?? throw new InvalidOperationException("a visit that went well has its socket");
                        reads[i] = (ReadPlace(place, socket, values, details), place.IsRoot || details.HasTable(place) ? [.. ReadTables(place, ns)] : []);
                    });
                    foreach (var ((place, _, mark), (read, own)) in some.Zip(reads))
                    {
                        places[place] = read;
                        tables.AddRange(own);
                        cache?.Put(mark, read, own);
                    }
                }
                finally
                {
                    foreach (var visit in visits) visit.Socket?.Dispose();
                }
            }
        }
        finally
        {
            foreach (var ns in named.Values) ns.Dispose();
        }

        cache?.Trim(places);
        return (places, [.. stale], tables);
    }

    /// <summary>Reads hosts of a lab that are open already. Those with a table of nftables are left out.</summary>
    public static IReadOnlyDictionary<Place, SeenPlace> Read(DesiredState hint, IReadOnlyList<Place> hosts, PlaceSockets open)
    {
        var details = new Details(hint);
        var some = hosts.Where(p => !details.HasTable(p)).ToList();
        var visits = some.ConvertAll(p => new NamespaceVisit(open.Namespace(p)) { Read = details.Sysctls(p) });
        var sockets = some.ConvertAll(open.Socket);
        NamespaceVisit.Run(visits);
        var reads = new ObservedPlace[some.Count];
        ManyCalls.Run(some.Count, i => reads[i] = ReadPlace(some[i], sockets[i], Values(visits[i]), details));
        return some.Zip(reads).ToDictionary(s => s.First, s => new SeenPlace(open.Namespace(s.First).Inode, s.Second));
    }

    /// <summary>ENOENT: a kernel without IPv6 has none of its sysctls. Absent is not a difference.</summary>
    private static IReadOnlyDictionary<string, string> Values(NamespaceVisit visit)
    {
        if (visit.Failure is { } failure) throw failure;
        return visit.SysctlFailures.Values.FirstOrDefault(f => f.Errno != ENOENT) is { } refused ? throw refused : visit.Values;
    }

    private static ObservedPlace ReadPlace(Place place, RouteSocket socket, IReadOnlyDictionary<string, string> sysctls, Details details)
    {
        var links = socket.GetLinks();
        var names = links.ToDictionary(l => l.IfIndex, l => l.Name);
        // Of a namespace that is none of ours only the marks matter.
        var isWanted = details.IsWanted(place);
        var addresses = isWanted ? socket.GetAddresses().ToLookup(a => a.IfIndex, a => new InterfaceAddress(a.Address, a.PrefixLength)) : null;
        var shapes = isWanted ? Shapes.Read(socket, links) : null;
        var interfaces = links.ToDictionary(l => l.Name, l => Read(l, names, addresses?[l.IfIndex] ?? [], details.NeedsChecksums(place, l.Name) ? Ethtool.GetTransmitChecksumOffload(socket, l.Name) : null) with { Shape = shapes?.GetValueOrDefault(l.IfIndex) });
        return new ObservedPlace
        {
            Place = place,
            Lab = place.IsRoot ? null : interfaces.GetValueOrDefault("lo")?.Lab,
            Interfaces = interfaces,
            Routes =
            [
                .. from route in isWanted ? socket.GetRoutes() : []
                   where route.Protocol == StaticRoute
                   select new DesiredRoute(place, route.Destination, route.Gateway, route.OutIfIndex is { } index ? names.GetValueOrDefault(index) : null),
            ],
            Sysctls = sysctls,
        };
    }

    private static ObservedInterface Read(Link link, Dictionary<int, string> names, IEnumerable<InterfaceAddress> addresses, bool? offloadsChecksums)
    {
        var lab = LabMark.TryParseAlias(link.Alias, out var owner) ? owner : null;
        return new ObservedInterface
        {
            Name = link.Name,
            IfIndex = link.IfIndex,
            Kind = link.Kind,
            Lab = lab,
            Adopted = AdoptedState.TryParse(link.Alias, out var before) ? before : null,
            Alias = lab is null ? link.Alias ?? "" : "",
            Mac = ReadMac(link.Address),
            Mtu = link.Mtu,
            IsUp = link.IsUp,
            Group = link.Group,
            Master = link.MasterIfIndex is { } master ? names.GetValueOrDefault(master) : null,
            PeerIfIndex = link.PeerIfIndex,
            Addresses = [.. addresses],
            OffloadsChecksums = offloadsChecksums,
        };
    }

    private static MacAddress? ReadMac(byte[] bytes) =>
        bytes.Length == 6 ? new MacAddress(bytes.Aggregate(0UL, (value, b) => value << 8 | b)) : null;

    private static IEnumerable<ObservedNatTable> ReadTables(Place place, NetworkNamespace ns)
    {
        foreach (var table in Nftables.GetTables(ns).Where(t => t.Family == "inet" && LabMark.TryParseTable(t.Name, out _)))
            yield return NftListing.Table(place, table.Name, Nftables.ListJson(ns, $"list table inet {table.Name}"));
    }

    /// <summary>What to look at besides the marks, looked up by place.</summary>
    private sealed class Details(DesiredState? hint)
    {
        private static readonly string[] s_forwarding = [Resolver.Ipv4Forward, Resolver.Ipv6Forward];

        private readonly Dictionary<Place, DesiredHost> _hosts = hint?.Hosts.ToDictionary(h => h.Place) ?? [];
        private readonly HashSet<Place> _tables = hint?.NatTables.Select(t => t.Place).ToHashSet() ?? [];
        private readonly HashSet<(Place, string)> _needChecksums = hint?.Interfaces.Where(i => i.NeedsChecksums).Select(i => (i.Place, i.Name)).ToHashSet() ?? [];

        public bool IsWanted(Place place) => place.IsRoot || _hosts.ContainsKey(place);

        public bool HasTable(Place place) => _tables.Contains(place);

        public bool NeedsChecksums(Place place, string name) => _needChecksums.Contains((place, name));

        public string[] Sysctls(Place place) => place.IsRoot ? s_forwarding : _hosts.TryGetValue(place, out var host) ? [.. host.Sysctls.Keys] : [];
    }
}
