namespace OvsCtl.Netns;

/// <summary>A queueing discipline of a link (linux/pkt_sched.h).</summary>
public sealed record Qdisc
{
    /// <summary>The place of the one that every packet of the link goes through (TC_H_ROOT).</summary>
    public const uint Root = 0xffffffff;

    /// <summary>The link.</summary>
    public required int IfIndex { get; init; }

    /// <summary>The discipline, such as <c>tbf</c>, <c>netem</c>, <c>htb</c> or <c>noqueue</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its own number: 0x00010000 is what tc writes as <c>1:</c>.</summary>
    public uint Handle { get; init; }

    /// <summary>The class it belongs to, or <see cref="Root"/>.</summary>
    public uint Parent { get; init; }

    /// <summary>What it does; null for disciplines other than <see cref="TokenBucket"/> and <see cref="NetworkEmulation"/>.</summary>
    public QdiscSettings? Settings { get; init; }

    /// <summary>Bytes sent.</summary>
    public ulong SentBytes { get; init; }

    /// <summary>Packets sent.</summary>
    public uint SentPackets { get; init; }

    /// <summary>Packets dropped.</summary>
    public uint Drops { get; init; }

    /// <summary>How often a packet had to wait because the rate was reached.</summary>
    public uint Overlimits { get; init; }

    /// <summary>Bytes waiting.</summary>
    public uint BacklogBytes { get; init; }

    /// <summary>Packets waiting.</summary>
    public uint QueuedPackets { get; init; }
}
