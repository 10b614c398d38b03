namespace OvsCtl.Netns;

/// <summary>A network interface, as RTM_NEWLINK describes it (linux/if_link.h).</summary>
public sealed record Link
{
    /// <summary>The index, unique in its namespace only.</summary>
    public required int IfIndex { get; init; }

    /// <summary>The name, at most 15 bytes.</summary>
    public required string Name { get; init; }

    /// <summary>What made it, such as <c>veth</c>, <c>bridge</c> or <c>tun</c>; null for a physical or loopback interface.</summary>
    public string? Kind { get; init; }

    /// <summary>The hardware address: 6 bytes for Ethernet, empty when there is none. Compared by reference.</summary>
    public byte[] Address { get; init; } = [];

    /// <summary>The largest payload of a frame, in bytes.</summary>
    public int Mtu { get; init; }

    /// <summary>True when the administrator wants it up (IFF_UP), whether or not there is a carrier.</summary>
    public bool IsUp { get; init; }

    /// <summary>The IFF_* bits, linux/if.h: 1 up, 2 broadcast, 8 loopback, 0x40 running, 0x1000 multicast, 0x10000 carrier, and so on.</summary>
    public uint Flags { get; init; }

    /// <summary>True when there is a carrier: the other end of a veth is up, a cable is plugged in.</summary>
    public bool HasCarrier { get; init; }

    /// <summary>RFC 2863 operational state: <c>up</c>, <c>down</c>, <c>lowerlayerdown</c>, <c>unknown</c>, and so on.</summary>
    public string OperState { get; init; } = "unknown";

    /// <summary>The bridge (or bond) it is a port of.</summary>
    public int? MasterIfIndex { get; init; }

    /// <summary>How the bridge treats it; null when it is no port of a Linux bridge.</summary>
    public BridgePort? BridgePort { get; init; }

    /// <summary>IFLA_LINK: the other end of a veth, or the lower interface. An index in the namespace that <see cref="PeerNsId"/> names.</summary>
    public int? PeerIfIndex { get; init; }

    /// <summary>The peer's namespace, by the id this namespace uses for it; null when the peer is in this one. -1: it has no id.</summary>
    public int? PeerNsId { get; init; }

    /// <summary>The group, 0 unless set: one request deletes a whole group.</summary>
    public uint Group { get; init; }

    /// <summary>The queueing discipline at its root, such as <c>noqueue</c> or <c>tbf</c>; null in a notification that leaves this out.</summary>
    public string? Qdisc { get; init; }

    /// <summary>The free text set as IFLA_IFALIAS.</summary>
    public string? Alias { get; init; }

    /// <summary>Further names, of up to 127 bytes each.</summary>
    public IReadOnlyList<string> AlternativeNames { get; init; } = [];

    /// <summary>What it has carried; null in a notification that leaves this out.</summary>
    public LinkStatistics? Statistics { get; init; }
}
