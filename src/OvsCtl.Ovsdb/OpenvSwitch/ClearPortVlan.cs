namespace OvsCtl.Ovsdb.OpenvSwitch;

/// <summary>Takes a port out of its VLANs: no tag, no trunks, no mode, which makes it carry all.</summary>
public sealed record ClearPortVlan : VSwitchChange
{
    /// <summary>Which bridge.</summary>
    public required string Bridge { get; init; }

    /// <summary>The port's name.</summary>
    public required string Name { get; init; }
}
