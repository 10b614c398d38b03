using System.Collections.ObjectModel;

namespace OvsCtl.Ovsdb.OpenvSwitch;

/// <summary>One row of table Interface: what was asked of ovs-vswitchd, and what it made of it (ovs-vswitchd.conf.db(5)).</summary>
public sealed record InterfaceState
{
    /// <summary>The row's name.</summary>
    public Uuid Uuid { get; init; }

    /// <summary>The device's name.</summary>
    public required string Name { get; init; }

    /// <summary>"" for a device of the system, "internal", "patch", "vxlan" and so on.</summary>
    public string Type { get; init; } = "";

    /// <summary>The OpenFlow port number; -1 when the interface could not be made; null when ovs-vswitchd has not looked at it yet.</summary>
    public int? OfPort { get; init; }

    /// <summary>The OpenFlow port number asked for.</summary>
    public int? OfPortRequest { get; init; }

    /// <summary>Why the interface could not be made.</summary>
    public string? Error { get; init; }

    /// <summary>The kernel's number of the device; 0 when it has none or is gone.</summary>
    public int? IfIndex { get; init; }

    /// <summary>"up" or "down".</summary>
    public string? AdminState { get; init; }

    /// <summary>"up" or "down".</summary>
    public string? LinkState { get; init; }

    /// <summary>The hardware address in use (mac_in_use).</summary>
    public string? Mac { get; init; }

    /// <summary>The MTU in use, in bytes.</summary>
    public int? Mtu { get; init; }

    /// <summary>Options of the type, such as "peer".</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Marks of whoever made the row.</summary>
    public IReadOnlyDictionary<string, string> ExternalIds { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>True once ovs-vswitchd has made the interface or said why it cannot.</summary>
    public bool IsSettled => OfPort is not null || Error is not null;
}
