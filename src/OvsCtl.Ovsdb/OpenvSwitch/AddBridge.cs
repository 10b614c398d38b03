using System.Collections.ObjectModel;

namespace OvsCtl.Ovsdb.OpenvSwitch;

/// <summary>Adds a bridge with its local port and internal interface of the same name.</summary>
public sealed record AddBridge : VSwitchChange
{
    /// <summary>The bridge's name, at most 15 bytes since it names a device too.</summary>
    public required string Name { get; init; }

    /// <summary>"netdev" for userspace; "system" or "" for the kernel's datapath.</summary>
    public string DatapathType { get; init; } = "";

    /// <summary>"secure" or "standalone"; null leaves it unset, which means standalone.</summary>
    public string? FailMode { get; init; }

    /// <summary>OpenFlow versions allowed, such as "OpenFlow13"; none means the defaults.</summary>
    public IReadOnlyList<string> Protocols { get; init; } = [];

    /// <summary>
    /// The local port's hardware address (other_config:hwaddr). Without it the bridge takes the lowest of its ports', and changes it when ports come.
    /// </summary>
    public string? HardwareAddress { get; init; }

    /// <summary>The OpenFlow datapath id (other_config:datapath-id); null derives it from the hardware address.</summary>
    public ulong? DatapathId { get; init; }

    /// <summary>Where its OpenFlow controller is, such as "tcp:127.0.0.1:6653"; null for none.</summary>
    public string? ControllerTarget { get; init; }

    /// <summary>The longest pause between two attempts to reach a controller set by this change; null leaves it to the switch (8 s).</summary>
    public TimeSpan? ControllerMaxBackoff { get; init; }

    /// <summary>After how long a silence a controller set by this change is asked for a sign of life; null leaves it to the switch (5 s).</summary>
    public TimeSpan? ControllerInactivityProbe { get; init; }

    /// <summary>Marks put on the bridge, its local port and its interface.</summary>
    public IReadOnlyDictionary<string, string> ExternalIds { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The MTU asked for the local port, in bytes.</summary>
    public int? Mtu { get; init; }
}
