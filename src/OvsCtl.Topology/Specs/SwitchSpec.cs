namespace OvsCtl.Topology.Specs;

public enum SwitchKind
{
    Ovs,
    Linux,
}

/// <summary>Who decides where a switch's frames go.</summary>
public enum SwitchController
{
    /// <summary>fail_mode=secure, flows installed by us.</summary>
    OvsCtl,

    /// <summary>A plain learning switch (NORMAL).</summary>
    None,
}

public sealed record SwitchSpec
{
    public required string Name { get; init; }

    public SwitchKind Kind { get; init; }

    /// <summary>The address of the bridge's own interface, the gateway of its hosts.</summary>
    public InterfaceAddress? Address { get; init; }

    public SwitchController Controller { get; init; }

    public MacAddress? Mac { get; init; }

    public int? Mtu { get; init; }

    /// <summary>OpenFlow datapath id.</summary>
    public ulong? DatapathId { get; init; }

    /// <summary>The host whose namespace a Linux bridge lives in; null for root.</summary>
    public string? In { get; init; }

    public Position At { get; init; }
}
