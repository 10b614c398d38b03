using System.Net;

namespace OvsCtl.Netns;

/// <summary>What else an address to be added is given.</summary>
public sealed record AddressOptions
{
    /// <summary>The address at the other end; the prefix is that one's then.</summary>
    public IPAddress? Peer { get; init; }

    /// <summary>The IPv4 broadcast address.</summary>
    public IPAddress? Broadcast { get; init; }

    /// <summary>The IPv4 label, at most 15 bytes: the interface's name, perhaps with <c>:something</c> behind it.</summary>
    public string? Label { get; init; }

    /// <summary>How far it is valid (rt_scope_t): 0 everywhere, 253 on the link, 254 on this host.</summary>
    public byte Scope { get; init; }

    /// <summary>How long the address remains, in whole seconds; null for ever.</summary>
    public TimeSpan? ValidLifetime { get; init; }

    /// <summary>How long new connections may use it, no longer than <see cref="ValidLifetime"/>; null for as long as that.</summary>
    public TimeSpan? PreferredLifetime { get; init; }

    /// <summary>IPv6: ask first whether somebody else has it, which takes a second or more.</summary>
    public bool DetectDuplicates { get; init; }

    /// <summary>Leaves out the route to the address's network.</summary>
    public bool NoPrefixRoute { get; init; }

    /// <summary>The metric of that route; 0 for the kernel's default.</summary>
    public uint Metric { get; init; }

    /// <summary>Changes lifetimes and flags when the address is there already, instead of EEXIST.</summary>
    public bool Replace { get; init; }
}
