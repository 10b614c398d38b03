using System.Net;

namespace OvsCtl.Netns;

/// <summary>A route (linux/rtnetlink.h). A route with several next hops is read as one of these for each.</summary>
public sealed record Route
{
    /// <summary>Where to; a prefix of length 0 is the default route.</summary>
    public required IPNetwork Destination { get; init; }

    /// <summary>The next hop; null when the destination is on the link.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>The interface to send through.</summary>
    public int? OutIfIndex { get; init; }

    /// <summary>Who made it (RTPROT_*): 2 the kernel, 3 at boot, 4 an administrator.</summary>
    public byte Protocol { get; init; } = 4;

    /// <summary>How far the destination is (rt_scope_t): 0 everywhere, 253 on the link, 254 on this host.</summary>
    public byte Scope { get; init; }

    /// <summary>The priority: the lowest wins.</summary>
    public uint Metric { get; init; }

    /// <summary>The routing table, such as <see cref="RouteTable.Main"/>.</summary>
    public uint Table { get; init; } = RouteTable.Main;

    /// <summary>What happens to packets: see <see cref="RouteType"/>.</summary>
    public byte Type { get; init; } = RouteType.Unicast;

    /// <summary>The source address to prefer.</summary>
    public IPAddress? PreferredSource { get; init; }

    /// <summary>True when the gateway is taken for a neighbour although no address says so.</summary>
    public bool IsOnLink { get; init; }

    /// <summary>True when packets cannot take it now, because the interface has no carrier.</summary>
    public bool IsLinkDown { get; init; }
}
