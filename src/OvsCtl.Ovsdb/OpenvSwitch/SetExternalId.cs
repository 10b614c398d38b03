namespace OvsCtl.Ovsdb.OpenvSwitch;

/// <summary>Sets or removes one mark on the Open_vSwitch row; its other marks stay.</summary>
public sealed record SetExternalId : VSwitchChange
{
    /// <summary>The mark's key.</summary>
    public required string Key { get; init; }

    /// <summary>The mark's value; null removes it.</summary>
    public string? Value { get; init; }
}
