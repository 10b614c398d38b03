using System.Collections.ObjectModel;

namespace OvsCtl.Ovsdb.OpenvSwitch;

/// <summary>What an Open_vSwitch database says at one moment. Compare what you need: records compare collections by reference.</summary>
public sealed record VSwitchState
{
    /// <summary>Raised by whoever changes the database and wants to know when the change is in force.</summary>
    public long NextCfg { get; init; }

    /// <summary>The last <see cref="NextCfg"/> that ovs-vswitchd has put in force.</summary>
    public long CurCfg { get; init; }

    /// <summary>The version of ovs-vswitchd; null until it has run.</summary>
    public string? OvsVersion { get; init; }

    /// <summary>The datapath types this ovs-vswitchd has; empty when it has not run, or is too old to say.</summary>
    public IReadOnlyList<string> DatapathTypes { get; init; } = [];

    /// <summary>Marks on the Open_vSwitch row.</summary>
    public IReadOnlyDictionary<string, string> ExternalIds { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The bridges by name.</summary>
    public IReadOnlyDictionary<string, BridgeState> Bridges { get; init; } = ReadOnlyDictionary<string, BridgeState>.Empty;

    /// <summary>The one row of table Open_vSwitch.</summary>
    internal Uuid RootUuid { get; init; }

    internal ReplicaSnapshot Snapshot { get; init; } = ReplicaSnapshot.Nothing;

    /// <summary>Whether there is a port of this name on any bridge.</summary>
    internal bool HasPort(string name) => Snapshot.Tables.Has("Port")
        ? Snapshot.Find("Port", "name", name) is not null
        : Bridges.Values.Any(bridge => bridge.Ports.ContainsKey(name));

    /// <summary>Whether there is an interface of this name in any port.</summary>
    internal bool HasInterface(string name) => Snapshot.Tables.Has("Interface")
        ? Snapshot.Find("Interface", "name", name) is not null
        : Bridges.Values.Any(bridge => bridge.Ports.Values.Any(port => port.Interfaces.Any(i => i.Name == name)));
}
