namespace OvsCtl.Ovsdb.OpenvSwitch;

/// <summary>Deletes a bridge with its ports, interfaces and controllers.</summary>
public sealed record DeleteBridge : VSwitchChange
{
    /// <summary>Which bridge.</summary>
    public required string Name { get; init; }
}
