using OvsCtl.Ovsdb;

namespace OvsCtl.Controller.Switches;

/// <summary>Which Open vSwitch the daemon works with.</summary>
public sealed record OvsOptions
{
    /// <summary>Where its ovsdb-server listens.</summary>
    public required OvsdbEndpoint Database { get; init; }

    /// <summary>
    /// The switch's run directory. It holds the bridges' management sockets, and is the only place where ovs-vswitchd
    /// accepts a controller on a unix socket (<c>BRIDGE.controller</c>).
    /// </summary>
    public required string RunDirectory { get; init; }

    /// <summary>How long an operation waits for the database or the switch before it gives up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);
}
