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

    /// <summary>The VLAN of what it sends and receives untagged; null for none.</summary>
    public int? Tag { get; init; }

    /// <summary>The VLANs it trunks; none means all.</summary>
    public IReadOnlyList<int> Trunks { get; init; } = [];

    /// <summary>How it treats VLANs: "access", "trunk", "native-tagged"…; null leaves that to the tag.</summary>
    public string? VlanMode { get; init; }

    /// <summary>Its interfaces.</summary>
    public IReadOnlyList<InterfaceState> Interfaces { get; init; } = [];
}
