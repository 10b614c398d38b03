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

    public static (Dictionary<Place, ObservedPlace> Places, HashSet<string> Stale, List<ObservedNatTable> Tables) Observe(DesiredState? hint)
    {
        var places = new Dictionary<Place, ObservedPlace>();
        var stale = new HashSet<string>();
        var tables = new List<ObservedNatTable>();
        using (var root = NetworkNamespace.OpenCurrent())
        {
            places[Place.Root] = ReadPlace(Place.Root, root, hint);
            tables.AddRange(ReadTables(Place.Root, root));
        }

        foreach (var name in NamedNamespaces.List())
        {
            if (name.IsStale)
            {
                stale.Add(name.Name);
                continue;
            }

            var place = new Place(name.Name);
            using var ns = NetworkNamespace.Open(name.Name);
            places[place] = ReadPlace(place, ns, hint);
            if (hint?.NatTables.Any(t => t.Place == place) == true) tables.AddRange(ReadTables(place, ns));
        }

        return (places, stale, tables);
    }

    private static ObservedPlace ReadPlace(Place place, NetworkNamespace ns, DesiredState? hint)
    {
        using var socket = ns.OpenRouteSocket();
        var links = socket.GetLinks();
        var names = links.ToDictionary(l => l.IfIndex, l => l.Name);
        var addresses = socket.GetAddresses().ToLookup(a => a.IfIndex, a => new InterfaceAddress(a.Address, a.PrefixLength));
        var needChecksums = hint?.Interfaces.Where(i => i.Place == place && i.NeedsChecksums).Select(i => i.Name).ToHashSet() ?? [];
        var shapes = Shapes.Read(socket, links);
        var interfaces = links.ToDictionary(l => l.Name, l => Read(l, names, addresses[l.IfIndex], ns, needChecksums.Contains(l.Name)) with { Shape = shapes.GetValueOrDefault(l.IfIndex) });
        return new ObservedPlace
        {
            Place = place,
            Lab = place.IsRoot ? null : interfaces.GetValueOrDefault("lo")?.Lab,
            Interfaces = interfaces,
            Routes =
            [
                .. from route in socket.GetRoutes()
                   where route.Protocol == StaticRoute
                   select new DesiredRoute(place, route.Destination, route.Gateway, route.OutIfIndex is { } index ? names.GetValueOrDefault(index) : null),
            ],
            Sysctls = ReadSysctls(place, ns, hint),
        };
    }

    private static ObservedInterface Read(Link link, Dictionary<int, string> names, IEnumerable<InterfaceAddress> addresses, NetworkNamespace ns, bool needsChecksums)
    {
        return new ObservedInterface
        {
            Name = link.Name,
            IfIndex = link.IfIndex,
            Kind = link.Kind,
            Lab = LabMark.TryParseAlias(link.Alias, out var lab) ? lab : null,
            Mac = ReadMac(link.Address),
            Mtu = link.Mtu,
            IsUp = link.IsUp,
            Group = link.Group,
            Master = link.MasterIfIndex is { } master ? names.GetValueOrDefault(master) : null,
            PeerIfIndex = link.PeerIfIndex,
            Addresses = [.. addresses],
            OffloadsChecksums = needsChecksums ? Ethtool.GetTransmitChecksumOffload(ns, link.Name) : null,
        };
    }

    private static MacAddress? ReadMac(byte[] bytes) =>
        bytes.Length == 6 ? new MacAddress(bytes.Aggregate(0UL, (value, b) => value << 8 | b)) : null;

    private static Dictionary<string, string> ReadSysctls(Place place, NetworkNamespace ns, DesiredState? hint)
    {
        IEnumerable<string> wanted = place.IsRoot ? [Resolver.Ipv4Forward, Resolver.Ipv6Forward] : hint?.FindHost(place.ToString())?.Sysctls.Keys ?? [];
        var values = new Dictionary<string, string>();
        foreach (var name in wanted)
        {
            try
            {
                values[name] = ns.ReadSysctl(name);
            }
            catch (NativeException e) when (e.Errno == ENOENT)
            {
                // A kernel without IPv6 has none of its sysctls: absent, which is not a difference.
            }
        }

        return values;
    }

    private static IEnumerable<ObservedNatTable> ReadTables(Place place, NetworkNamespace ns)
    {
        foreach (var name in NftListing.LabTables(Nftables.ListJson(ns, "list tables")))
            yield return NftListing.Table(place, name, Nftables.ListJson(ns, $"list table inet {name}"));
    }
}
