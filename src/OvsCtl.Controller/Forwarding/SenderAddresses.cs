using System.Net;
using System.Net.Sockets;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Forwarding;

/// <summary>From which IPv4 addresses the host behind a port may send. Pure.</summary>
internal sealed class SenderAddresses
{
    private readonly ILookup<Place, IPAddress> _addresses;
    private readonly HashSet<(Place, MacAddress)> _known = [];
    private readonly HashSet<Place> _routers;

    public SenderAddresses(DesiredState lab)
    {
        var interfaces = lab.Interfaces.Select(i => (i.Place, i.Mac, Addresses: i.Addresses.Select(a => a.Address).Where(a => a.AddressFamily == AddressFamily.InterNetwork).ToList())).ToList();
        _addresses = interfaces.SelectMany(i => i.Addresses.Select(a => (i.Place, Address: a))).ToLookup(a => a.Place, a => a.Address);
        foreach (var (place, mac, addresses) in interfaces)
            if (mac is { } own && addresses.Count > 0) _known.Add((place, own));
        _routers = [.. lab.Hosts.Where(h => h.Sysctls.Any(s => TurnsForwardingOn(s.Key, s.Value))).Select(h => h.Place)];
    }

    /// <summary>
    /// All addresses of the host: Linux sends and answers by any interface for each of them. None where others send through it (root, a host that forwards),
    /// or where the lab leaves the interface without an address, for somebody to give it one by hand.
    /// </summary>
    public IReadOnlyList<IPAddress> Of(DesiredPort port)
    {
        var place = new Place(port.Host);
        return port.HostMac is { } mac && _known.Contains((place, mac)) && !_routers.Contains(place) ? [.. _addresses[place].Distinct()] : [];
    }

    /// <summary>A host may be told to forward with <c>forward</c>, by translating, or by a setting of its own, for one interface too.</summary>
    private static bool TurnsForwardingOn(string name, string value) =>
        value != "0" && (name == Resolver.Ipv4Forward || (name.StartsWith("net.ipv4.conf.", StringComparison.Ordinal) && name.EndsWith(".forwarding", StringComparison.Ordinal)));
}
