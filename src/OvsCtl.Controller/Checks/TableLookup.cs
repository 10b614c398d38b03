using System.Net;
using OvsCtl.Netns;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Checks;

/// <summary>Looks things up in the routing and neighbour tables of a namespace.</summary>
internal static class TableLookup
{
    private const NeighbourState Usable = NeighbourState.Reachable | NeighbourState.Stale | NeighbourState.Delay | NeighbourState.Probe | NeighbourState.Permanent;

    /// <summary>The route of the main table that packets to an address take: the one with the longest prefix, then the lowest metric.</summary>
    public static Attempt Route(NetworkNamespace ns, IPAddress target, IPAddress? via)
    {
        using var socket = ns.OpenRouteSocket();
        var route = socket.GetRoutes()
            .Where(r => r.Destination.BaseAddress.AddressFamily == target.AddressFamily && r.Destination.Contains(target))
            .OrderByDescending(r => r.Destination.PrefixLength).ThenBy(r => r.Metric)
            .FirstOrDefault();
        if (route is null) return new Attempt(false, $"no route leads to {target}");
        if (route.Type != RouteType.Unicast) return new Attempt(false, $"the route {route.Destination} lets nothing pass");
        var text = (route.Destination.PrefixLength == 0 ? "default" : $"{route.Destination}")
            + (route.Gateway is null ? "" : $" via {route.Gateway}")
            + (route.OutIfIndex is { } index ? $" dev {Name(socket, index)}" : "");
        return via is null || via.Equals(route.Gateway) ? new Attempt(true, text) : new Attempt(false, $"the route is {text}, not via {via}");
    }

    /// <summary>What the neighbour table has for an address; null when it has no MAC address for it.</summary>
    public static Attempt? Neighbour(NetworkNamespace ns, IPAddress target, MacAddress? wanted)
    {
        using var socket = ns.OpenRouteSocket();
        var entry = socket.GetNeighbours().FirstOrDefault(n => n.Address.Equals(target) && n.LinkAddress.Length == 6 && (n.State & Usable) != 0);
        if (entry is null) return null;
        var mac = new MacAddress(entry.LinkAddress.Aggregate(0UL, (value, b) => value << 8 | b));
        var text = $"{mac} on {Name(socket, entry.IfIndex)}, {entry.State}";
        return wanted is { } right && right != mac ? new Attempt(false, $"{text}; the lab's is {right}") : new Attempt(true, text);
    }

    private static string Name(RouteSocket socket, int index) => socket.GetLinks().FirstOrDefault(l => l.IfIndex == index)?.Name ?? $"interface {index}";
}
