using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Desired;

/// <summary>An Open vSwitch bridge and its ports, in file order.</summary>
public sealed record DesiredBridge
{
    public required string Name { get; init; }

    /// <summary><c>netdev</c> (userspace) or <c>system</c> (the kernel's own).</summary>
    public required string DatapathType { get; init; }

    public required SwitchController Controller { get; init; }

    /// <summary>The bridge's own interface, of the same name. Its MAC is pinned: else a new port with a lower one would move the gateway.</summary>
    public required DesiredInterface Interface { get; init; }

    public ulong? DatapathId { get; init; }

    public required IReadOnlyList<DesiredPort> Ports { get; init; }
}

/// <summary>A port of an Open vSwitch bridge.</summary>
public sealed record DesiredPort
{
    public required string Name { get; init; }

    /// <summary>What is plugged in, for people: <c>red:eth0</c>, <c>switch br1</c>.</summary>
    public required string Peer { get; init; }

    /// <summary>The other patch port; null for a port on a link of the kernel.</summary>
    public string? PatchPeer { get; init; }

    /// <summary>The bridge that <see cref="PatchPeer"/> is on.</summary>
    public string? PatchBridge { get; init; }

    /// <summary>The MACs that live behind a port on a host's cable; null for a patch port, whose far side the topology tells.</summary>
    public MacAddress? HostMac { get; init; }

    /// <summary>The host behind it.</summary>
    public string? Host { get; init; }
}
