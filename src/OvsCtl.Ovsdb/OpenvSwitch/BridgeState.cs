using System.Collections.ObjectModel;

namespace OvsCtl.Ovsdb.OpenvSwitch;

/// <summary>One row of table Bridge with its ports and controllers.</summary>
public sealed record BridgeState
{
    /// <summary>The row's name.</summary>
    public Uuid Uuid { get; init; }

    /// <summary>The bridge's name, which its local port and interface share.</summary>
    public required string Name { get; init; }

    /// <summary>"netdev" for userspace; "system" or "" for the kernel's datapath.</summary>
    public string DatapathType { get; init; } = "";

    /// <summary>The OpenFlow datapath id in use; null until ovs-vswitchd has made the bridge.</summary>
    public ulong? DatapathId { get; init; }

    /// <summary>"secure" or "standalone"; null means standalone.</summary>
    public string? FailMode { get; init; }

    /// <summary>OpenFlow versions allowed, such as "OpenFlow13"; none means the defaults.</summary>
    public IReadOnlyList<string> Protocols { get; init; } = [];

    /// <summary>Marks of whoever made the row.</summary>
    public IReadOnlyDictionary<string, string> ExternalIds { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Settings such as "hwaddr" and "datapath-id".</summary>
    public IReadOnlyDictionary<string, string> OtherConfig { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Where its OpenFlow controllers are, such as "tcp:127.0.0.1:6653".</summary>
    public IReadOnlyList<string> ControllerTargets { get; init; } = [];

    /// <summary>True when ovs-vswitchd is connected to one of the controllers.</summary>
    public bool IsControllerConnected { get; init; }

    /// <summary>Its ports by name, the local one included.</summary>
    public IReadOnlyDictionary<string, PortState> Ports { get; init; } = ReadOnlyDictionary<string, PortState>.Empty;
}
