using System.Net;
using System.Net.Sockets;

namespace OvsCtl.Netns;

/// <summary>A routing rule (linux/fib_rules.h): which packets look in which table. What is null matches every packet.</summary>
public sealed record Rule
{
    /// <summary>IPv4 (<see cref="AddressFamily.InterNetwork"/>) or IPv6.</summary>
    public AddressFamily Family { get; init; } = AddressFamily.InterNetwork;

    /// <summary>The lowest is asked first; null lets the kernel choose one below those there are.</summary>
    public uint? Priority { get; init; }

    /// <summary>Packets from there.</summary>
    public IPNetwork? Source { get; init; }

    /// <summary>Packets to there.</summary>
    public IPNetwork? Destination { get; init; }

    /// <summary>Packets that came in by this interface; <c>lo</c> for those this host sends itself. By name: it need not exist yet.</summary>
    public string? InputInterface { get; init; }

    /// <summary>Packets of sockets bound to this interface.</summary>
    public string? OutputInterface { get; init; }

    /// <summary>Packets with this firewall mark, in the bits of <see cref="MarkMask"/>.</summary>
    public uint? Mark { get; init; }

    /// <summary>The bits of the mark that count; null for all.</summary>
    public uint? MarkMask { get; init; }

    /// <summary>All packets but those described.</summary>
    public bool IsInverted { get; init; }

    /// <summary>What happens to them.</summary>
    public RuleAction Action { get; init; } = RuleAction.Lookup;

    /// <summary>The table to look in: 254 is main, 255 local, 253 default.</summary>
    public uint Table { get; init; } = 254;

    /// <summary>The priority to go on with, for <see cref="RuleAction.GoTo"/>.</summary>
    public uint? Target { get; init; }

    /// <summary>Who made it (RTPROT_*): 2 the kernel, 3 at boot, 4 an administrator, 0 unknown.</summary>
    public byte Protocol { get; init; }
}
