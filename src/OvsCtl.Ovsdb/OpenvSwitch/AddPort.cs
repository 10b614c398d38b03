using System.Collections.ObjectModel;

namespace OvsCtl.Ovsdb.OpenvSwitch;

/// <summary>Adds a port with one interface of the same name to a bridge, which may be one added in the same transaction.</summary>
public sealed record AddPort : VSwitchChange
{
    /// <summary>Which bridge.</summary>
    public required string Bridge { get; init; }

    /// <summary>The port's and the device's name.</summary>
    public required string Name { get; init; }

    /// <summary>"" for a device of the system, "internal", "patch", "vxlan" and so on.</summary>
    public string Type { get; init; } = "";

    /// <summary>Options of the type, such as "peer".</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Marks put on the port and its interface.</summary>
    public IReadOnlyDictionary<string, string> ExternalIds { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The OpenFlow port number asked for, 1 to 65279.</summary>
    public int? OfPortRequest { get; init; }
}
