namespace OvsCtl.Netns;

/// <summary>One end of a veth pair to be made.</summary>
public sealed record VethEnd
{
    /// <summary>The name, at most 15 bytes.</summary>
    public required string Name { get; init; }

    /// <summary>The namespace to be born in; null for the one of the socket that makes the pair.</summary>
    public NetworkNamespace? Namespace { get; init; }

    /// <summary>The hardware address, 6 bytes; null for a random one. Set at birth, before anybody can read another.</summary>
    public byte[]? Mac { get; init; }

    /// <summary>The MTU in bytes; null for the kernel's 1500.</summary>
    public int? Mtu { get; init; }

    /// <summary>Brings the end up at once. Only the first end of <see cref="RouteBatch.AddVeth"/> can be: the kernel answers ENOTCONN for the second, which has no peer yet.</summary>
    public bool Up { get; init; }

    /// <summary>The link group; null for 0.</summary>
    public uint? Group { get; init; }

    /// <summary>
    /// Transmit queues, and as many receive queues; null for the kernel's choice, one of each a processor. Each is a handful of entries in sysfs, which take a good part of the time of
    /// making the end. Only XDP and GRO there use more than one, and it cannot get more later.
    /// </summary>
    public uint? Queues { get; init; }

    /// <summary>The bridge to be a port of from the start; null for none. By name: looked up in the socket's own namespace. Only for the first end of <see cref="RouteBatch.AddVeth"/>.</summary>
    public LinkRef? Master { get; init; }

    /// <summary>The index to use, free in its namespace; null to let the kernel choose. The second end's counts only when the first has one. A known index spares later requests a lookup.</summary>
    public int? IfIndex { get; init; }
}
