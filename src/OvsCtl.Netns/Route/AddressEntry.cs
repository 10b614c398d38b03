using System.Net;

namespace OvsCtl.Netns;

/// <summary>An address of an interface (linux/if_addr.h).</summary>
public sealed record AddressEntry
{
    /// <summary>The interface.</summary>
    public required int IfIndex { get; init; }

    /// <summary>The interface's own address (IFA_LOCAL where there is one, else IFA_ADDRESS).</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The number of leading bits that name the network.</summary>
    public required int PrefixLength { get; init; }

    /// <summary>How far the address is valid (rt_scope_t): 0 everywhere, 253 on the link, 254 on this host.</summary>
    public byte Scope { get; init; }

    /// <summary>IFA_F_* bits.</summary>
    public uint Flags { get; init; }
}
