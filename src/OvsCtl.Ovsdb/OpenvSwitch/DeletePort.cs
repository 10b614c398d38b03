namespace OvsCtl.Ovsdb.OpenvSwitch;

/// <summary>Takes a port off a bridge; the port and its interfaces are deleted.</summary>
public sealed record DeletePort : VSwitchChange
{
    /// <summary>Which bridge.</summary>
    public required string Bridge { get; init; }

    /// <summary>The port's name.</summary>
    public required string Name { get; init; }
}
