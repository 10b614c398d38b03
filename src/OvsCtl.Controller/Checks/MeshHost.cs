using System.Net;
using System.Net.Sockets;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Checks;

/// <summary>One of the hosts that all ping each other, with what is asked of it thousands of times looked up once.</summary>
internal sealed class MeshHost
{
    private readonly List<DesiredInterface> _interfaces;
    private readonly List<(IPAddress Address, DesiredInterface Interface)> _addresses;

    private MeshHost(string name, IEnumerable<DesiredInterface> interfaces)
    {
        Name = name;
        _interfaces = [.. interfaces.OrderBy(i => i.Name == "lo")];
        _addresses = [.. _interfaces.SelectMany(i => i.Addresses.Select(a => (a.Address, i)))];
    }

    public string Name { get; }

    /// <summary>The hosts that have an address beside their loopback's, in file order.</summary>
    public static IReadOnlyList<string> Names(DesiredState lab)
    {
        var connected = lab.Interfaces.Where(i => i.Name != "lo" && i.Addresses.Count > 0).Select(i => i.Place).ToHashSet();
        return [.. lab.Hosts.Where(h => connected.Contains(h.Place)).Select(h => h.Name)];
    }

    /// <summary>The hosts of a check of all pairs that one look at each reply decides; null when it is no such check.</summary>
    public static IReadOnlyList<MeshHost>? TryFind(DesiredState lab, CheckSpec check)
    {
        if (!check.IsAll || check.Kind != CheckKind.Ping || check.MustFail || check.Says is not null || check.Count > 1) return null;
        var interfaces = lab.Interfaces.ToLookup(i => i.Place);
        MeshHost[] hosts = [.. Names(lab).Select(name => new MeshHost(name, interfaces[new Place(name)]))];
        return Array.TrueForAll(hosts, h => h._addresses.TrueForAll(a => a.Address.AddressFamily == AddressFamily.InterNetwork)) ? hosts : null;
    }

    /// <summary>The address of this host that another one means: one of a network they share, else the first.</summary>
    public IPAddress AddressFor(MeshHost sender) => NeighbourOf(sender)?.Address ?? _addresses[0].Address;

    /// <summary>Where this host is on a network shared with the sender: the sender's interface, and the address and MAC on the other side of it.</summary>
    public (string Link, IPAddress Address, MacAddress Mac)? NeighbourOf(MeshHost sender)
    {
        foreach (var (address, own) in _addresses)
            foreach (var near in sender._interfaces)
                foreach (var candidate in near.Addresses)
                    if (own.Mac is { } mac && near.Mac is not null && candidate.Network.Contains(address)) return (near.Name, address, mac);
        return null;
    }
}
