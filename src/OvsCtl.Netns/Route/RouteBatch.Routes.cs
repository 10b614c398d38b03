using System.Net;
using OvsCtl.Netns.Messages;
using static OvsCtl.Netns.Messages.NetlinkHeader;
using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns;

/// <content>Routes.</content>
public sealed partial class RouteBatch
{
    /// <summary>Adds a route to the main table.</summary>
    /// <param name="destination">Where to; prefix length 0 for the default route.</param>
    /// <param name="gateway">The next hop; null when the destination is on the link.</param>
    /// <param name="dev">The interface; null to let the gateway decide.</param>
    /// <param name="protocol">Who makes it (RTPROT_*).</param>
    /// <param name="metric">The priority, 0 for the kernel's default.</param>
    /// <param name="append">True: may stand beside another route to the same destination, such as the kernel's own connected one. False: EEXIST then.</param>
    /// <param name="onLink">Take the gateway for a neighbour although no address says so.</param>
    /// <exception cref="ArgumentException">Neither gateway nor interface, or a gateway of the other address family.</exception>
    public RouteBatch AddRoute(IPNetwork destination, IPAddress? gateway, LinkRef? dev, byte protocol = 4, uint metric = 0, bool append = true, bool onLink = false) =>
        AddRoute(Unicast(destination, gateway, dev, protocol, metric) with { IsOnLink = onLink }, dev, append ? RouteMode.Append : RouteMode.Create);

    /// <summary>Adds a route, with all that there may be to it: table, metric, type, preferred source.</summary>
    /// <param name="route">The route. A scope of 0 is taken for the usual one of its type, as ip does.</param>
    /// <param name="dev">The interface, instead of <see cref="Netns.Route.OutIfIndex"/>; to give it by name.</param>
    /// <param name="mode">What to do when there is one.</param>
    /// <exception cref="ArgumentException">A unicast route has neither gateway nor interface, or its gateway is of an older address family.</exception>
    public RouteBatch AddRoute(Route route, LinkRef? dev = null, RouteMode mode = RouteMode.Create)
    {
        ArgumentNullException.ThrowIfNull(route);
        if (dev is null && route is { Type: RouteType.Unicast, Gateway: null, OutIfIndex: null }) throw new ArgumentException($"A route to {route.Destination} needs a gateway or an interface.", nameof(route));
        var placement = mode switch
        {
            RouteMode.Append => NLM_F_APPEND,
            RouteMode.Replace => NLM_F_REPLACE,
            _ => NLM_F_EXCL,
        };
        return Route("add", RTM_NEWROUTE, (ushort)(NLM_F_CREATE | placement), route with { Scope = route.Scope == 0 ? UsualScope(route) : route.Scope }, dev);
    }

    /// <summary>Deletes a route of the main table: the one that has all that is given here. ESRCH when there is none.</summary>
    /// <exception cref="ArgumentException">Neither gateway nor interface, or a gateway of the other address family.</exception>
    public RouteBatch DeleteRoute(IPNetwork destination, IPAddress? gateway, LinkRef? dev, byte protocol = 4, uint metric = 0) =>
        Route("delete", RTM_DELROUTE, 0, Unicast(destination, gateway, dev, protocol, metric) with { Scope = RtMsg.RT_SCOPE_NOWHERE, Type = RtMsg.RTN_UNSPEC }, dev);

    /// <summary>Deletes a route: the one that has all that is given here, of any scope. ESRCH when there is none.</summary>
    /// <param name="route">The route, as read or as added.</param>
    /// <param name="dev">The interface, instead of <see cref="Netns.Route.OutIfIndex"/>; to give it by name.</param>
    public RouteBatch DeleteRoute(Route route, LinkRef? dev = null)
    {
        ArgumentNullException.ThrowIfNull(route);
        return Route("delete", RTM_DELROUTE, 0, route with { Scope = RtMsg.RT_SCOPE_NOWHERE, IsOnLink = false }, dev);
    }

    private static Route Unicast(IPNetwork destination, IPAddress? gateway, LinkRef? dev, byte protocol, uint metric)
    {
        if (gateway is null && dev is null) throw new ArgumentException($"A route to {destination} needs a gateway or an interface.", nameof(gateway));
        if (gateway is not null && gateway.AddressFamily != destination.BaseAddress.AddressFamily) throw new ArgumentException($"{gateway} cannot be the gateway to {destination}: another address family.", nameof(gateway));
        return new Route { Destination = destination, Gateway = gateway, Protocol = protocol, Metric = metric };
    }

    private static byte UsualScope(Route route) => route.Type switch
    {
        RouteType.Local => RtMsg.RT_SCOPE_HOST,
        RouteType.Broadcast or RouteType.Multicast or RouteType.Anycast => RtMsg.RT_SCOPE_LINK,
        RouteType.Unicast when route.Gateway is null => RtMsg.RT_SCOPE_LINK,
        _ => RtMsg.RT_SCOPE_UNIVERSE,
    };

    private RouteBatch Route(string verb, ushort type, ushort flags, Route route, LinkRef? dev)
    {
        var device = dev ?? (route.OutIfIndex is { } index ? LinkRef.FromInt32(index) : (LinkRef?)null);
        var description = $"{verb} route {(route.Destination.PrefixLength == 0 ? "default" : $"{route.Destination}")}{(route.Gateway is null ? "" : $" via {route.Gateway}")}{(device is null ? "" : $" dev {device}")}";
        return Add(new RouteOperation(description, type, flags, (writer, links, _) => RouteMessages.WriteRoute(writer, device is null ? route : route with { OutIfIndex = links[0] }))
        {
            Links = device is { } link ? [link] : [],
        });
    }
}
