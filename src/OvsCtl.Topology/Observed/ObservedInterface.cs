using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Observed;

public sealed record ObservedInterface
{
    public required string Name { get; init; }

    public required int IfIndex { get; init; }

    /// <summary>The kernel's word for what it is: veth, bridge, tun…; null for hardware and lo.</summary>
    public string? Kind { get; init; }

    /// <summary>The lab whose mark it carries.</summary>
    public string? Lab { get; init; }

    /// <summary>What it was in root before a lab adopted it; null for an interface that is not adopted.</summary>
    public AdoptedState? Adopted { get; init; }

    /// <summary>Its alias, unless that is a lab's mark.</summary>
    public string Alias { get; init; } = "";

    public MacAddress? Mac { get; init; }

    public int Mtu { get; init; }

    public bool IsUp { get; init; }

    public uint Group { get; init; }

    public string? Master { get; init; }

    /// <summary>The index of the other end of a veth, in that end's own namespace.</summary>
    public int? PeerIfIndex { get; init; }

    public IReadOnlyList<InterfaceAddress> Addresses { get; init; } = [];

    /// <summary>How it shapes what it sends; null for not at all.</summary>
    public Shape? Shape { get; init; }

    /// <summary>Whether the interface leaves transmit checksums to hardware; null when nobody looked.</summary>
    public bool? OffloadsChecksums { get; init; }
}
