namespace OvsCtl.Netns;

/// <summary>What happens to packets that take a route (RTN_*, linux/rtnetlink.h).</summary>
public static class RouteType
{
    /// <summary>Sent on.</summary>
    public const byte Unicast = 1;

    /// <summary>For this host.</summary>
    public const byte Local = 2;

    /// <summary>For this host, as a link broadcast.</summary>
    public const byte Broadcast = 3;

    /// <summary>For this host, as one of several.</summary>
    public const byte Anycast = 4;

    /// <summary>For a group.</summary>
    public const byte Multicast = 5;

    /// <summary>Dropped silently; EINVAL for this host's own.</summary>
    public const byte Blackhole = 6;

    /// <summary>Dropped, with ICMP host unreachable; EHOSTUNREACH for this host's own.</summary>
    public const byte Unreachable = 7;

    /// <summary>Dropped, with ICMP administratively prohibited; EACCES for this host's own.</summary>
    public const byte Prohibit = 8;

    /// <summary>The search goes on with the next rule.</summary>
    public const byte Throw = 9;
}
