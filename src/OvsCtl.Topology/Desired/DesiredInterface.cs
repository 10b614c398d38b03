using System.Net.Sockets;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Desired;

public sealed record DesiredInterface
{
    public required Place Place { get; init; }

    public required string Name { get; init; }

    /// <summary>What it is for, in words; becomes the alias after the lab's mark.</summary>
    public required string Purpose { get; init; }

    /// <summary>Null for lo.</summary>
    public MacAddress? Mac { get; init; }

    /// <summary>Null leaves the kernel's default.</summary>
    public int? Mtu { get; init; }

    public IReadOnlyList<InterfaceAddress> Addresses { get; init; } = [];

    public bool HasIpv6 => Addresses.Any(a => a.Address.AddressFamily == AddressFamily.InterNetworkV6);

    /// <summary>What it does to what it sends; null leaves it alone.</summary>
    public Shape? Shape { get; init; }

    /// <summary>Whether it is the machine's own and only lent to the lab: it is moved, never made or deleted, and not of the lab's link group.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>
    /// The inside end of a cable to an Open vSwitch userspace bridge: with checksums left to the hardware that is not there,
    /// ping works and TCP carries nothing.
    /// </summary>
    public bool NeedsChecksums { get; init; }

    /// <summary>The Linux bridge it is a port of.</summary>
    public string? Master { get; init; }
}
