namespace OvsCtl.Topology.Observed;

/// <summary>An Open vSwitch bridge as OVSDB and its flow table show it.</summary>
public sealed record ObservedBridge
{
    public required string Name { get; init; }

    public string? Lab { get; init; }

    public string? FailMode { get; init; }

    /// <summary>The versions of OpenFlow that it speaks, such as "OpenFlow13"; none for its defaults, which have that one.</summary>
    public IReadOnlyList<string> Protocols { get; init; } = [];

    public IReadOnlyList<string> ControllerTargets { get; init; } = [];

    public string? HardwareAddress { get; init; }

    public ulong? DatapathId { get; init; }

    /// <summary>The datapath id that somebody asked for (other_config:datapath-id).</summary>
    public ulong? RequestedDatapathId { get; init; }

    public string DatapathType { get; init; } = "";

    public bool IsConnected { get; init; }

    public IReadOnlyDictionary<string, ObservedPort> Ports { get; init; } = new Dictionary<string, ObservedPort>();

    /// <summary>Null while the bridge's OpenFlow connection is down: unknown, not empty.</summary>
    public IReadOnlyList<ObservedFlow>? Flows { get; init; }
}

public sealed record ObservedPort
{
    public required string Name { get; init; }

    public string? Lab { get; init; }

    /// <summary>Its VLAN settings as ovs-vsctl writes them; null when it has none.</summary>
    public string? Vlan { get; init; }

    /// <summary>The OpenFlow port number; -1 when the switch could not open the device, null before it tried.</summary>
    public int? OfPort { get; init; }

    public string? Error { get; init; }

    /// <summary>
    /// The kernel's index as the switch knows it. When the link of that name has another one, the port is dead: the switch
    /// holds on to a device that has gone.
    /// </summary>
    public int? IfIndex { get; init; }

    public string? PatchPeer { get; init; }
}

/// <summary>An installed flow, as canonical text.</summary>
public sealed record ObservedFlow(int Table, int Priority, string Match, string Actions, ulong Cookie);
