using System.Collections.ObjectModel;

namespace OvsCtl.Ovsdb.OpenvSwitch;

/// <summary>One row of table Port with its interfaces: one, or more for a bond.</summary>
public sealed record PortState
{
    /// <summary>The row's name.</summary>
    public Uuid Uuid { get; init; }

    /// <summary>The port's name; for a port of one interface also the device's.</summary>
    public required string Name { get; init; }

    /// <summary>Marks of whoever made the row.</summary>
    public IReadOnlyDictionary<string, string> ExternalIds { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Its interfaces.</summary>
    public IReadOnlyList<InterfaceState> Interfaces { get; init; } = [];
}
