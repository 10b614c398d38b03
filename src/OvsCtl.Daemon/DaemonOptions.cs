using System.Net;
using OvsCtl.Controller.Embedded;
using OvsCtl.Controller.State;
using OvsCtl.Controller.Switches;
using OvsCtl.Ovsdb;

namespace OvsCtl.Daemon;

internal enum OvsMode
{
    /// <summary>A private Open vSwitch that the daemon starts and watches.</summary>
    Embedded,

    /// <summary>The machine's own.</summary>
    System,

    /// <summary>None: an OpenFlow controller alone.</summary>
    None,
}

internal enum LogFormat
{
    Text,

    /// <summary>An object a line, with the names of what is said.</summary>
    Json,
}

/// <summary>The command line, checked.</summary>
internal sealed record DaemonOptions
{
    public required string Socket { get; init; }

    /// <summary>Whose members may use the socket besides root and the daemon's own user; null for nobody.</summary>
    public string? SocketGroup { get; init; }

    /// <summary>The same as a number.</summary>
    public uint? SocketGroupId { get; init; }

    public required string RunDirectory { get; init; }

    public required OvsMode Mode { get; init; }

    public required OvsdbEndpoint Database { get; init; }

    /// <summary>The switch's run directory, where bridges look for their controller.</summary>
    public required string OvsRunDirectory { get; init; }

    /// <summary>Where desired state is kept.</summary>
    public required StateOptions State { get; init; }

    /// <summary>Where to serve metrics; null for nowhere.</summary>
    public IPEndPoint? Metrics { get; init; }

    public LogFormat LogFormat { get; init; }

    public required bool IsVerbose { get; init; }

    public OvsOptions Ovs => new() { Database = Database, RunDirectory = OvsRunDirectory };

    public EmbeddedOvsOptions Embedded => new() { Directory = OvsRunDirectory };
}
