using System.Net;
using OvsCtl.Netns.Messages;

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

    /// <summary>IFA_F_* bits, linux/if_addr.h.</summary>
    public uint Flags { get; init; }

    /// <summary>The address at the other end of a point-to-point link; null when there is none.</summary>
    public IPAddress? Peer { get; init; }

    /// <summary>The IPv4 broadcast address, if one is set.</summary>
    public IPAddress? Broadcast { get; init; }

    /// <summary>The IPv4 label: the interface's name, perhaps with <c>:something</c> behind it. Null for IPv6.</summary>
    public string? Label { get; init; }

    /// <summary>How long the address remains; null for ever.</summary>
    public TimeSpan? ValidLifetime { get; init; }

    /// <summary>How long new connections may use it; null for ever.</summary>
    public TimeSpan? PreferredLifetime { get; init; }

    /// <summary>The metric of the route that comes with the address; 0 for the kernel's default.</summary>
    public uint Metric { get; init; }

    /// <summary>True while duplicate address detection is under way (IFA_F_TENTATIVE): an IPv6 address that cannot be used yet.</summary>
    public bool IsTentative => (Flags & IfAddrMsg.IFA_F_TENTATIVE) != 0;

    /// <summary>True when somebody else on the link has the address (IFA_F_DADFAILED): it will never be used.</summary>
    public bool IsDuplicate => (Flags & IfAddrMsg.IFA_F_DADFAILED) != 0;
}
