namespace OvsCtl.Ovsdb.OpenvSwitch;

/// <summary>Changes settings of a bridge: those that are not null, and no others.</summary>
public sealed record SetBridge : VSwitchChange
{
    /// <summary>Which bridge.</summary>
    public required string Name { get; init; }

    /// <summary>"netdev" for userspace; "system" or "" for the kernel's datapath. Changing it makes the bridge anew.</summary>
    public string? DatapathType { get; init; }

    /// <summary>"secure" or "standalone"; "" unsets it.</summary>
    public string? FailMode { get; init; }

    /// <summary>OpenFlow versions allowed; an empty list means the defaults.</summary>
    public IReadOnlyList<string>? Protocols { get; init; }

    /// <summary>The local port's hardware address (other_config:hwaddr).</summary>
    public string? HardwareAddress { get; init; }

    /// <summary>The OpenFlow datapath id (other_config:datapath-id).</summary>
    public ulong? DatapathId { get; init; }

    /// <summary>Where its only OpenFlow controller is; "" takes all controllers away.</summary>
    public string? ControllerTarget { get; init; }

    /// <summary>The longest pause between two attempts to reach a controller set by this change; null leaves it to the switch (8 s).</summary>
    public TimeSpan? ControllerMaxBackoff { get; init; }

    /// <summary>After how long a silence a controller set by this change is asked for a sign of life; null leaves it to the switch (5 s).</summary>
    public TimeSpan? ControllerInactivityProbe { get; init; }

    /// <summary>Marks to set on the bridge; its other marks stay.</summary>
    public IReadOnlyDictionary<string, string>? ExternalIds { get; init; }

    /// <summary>The MTU asked for the local port, in bytes.</summary>
    public int? Mtu { get; init; }
}
