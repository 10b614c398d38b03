using OvsCtl.Ovsdb;

namespace OvsCtl.Controller.State;

/// <summary>Where desired state is kept.</summary>
public sealed record StateOptions
{
    /// <summary>Holds the database, its socket and log, of a server that the daemon runs.</summary>
    public required string Directory { get; init; }

    /// <summary>A server that somebody else runs; null for one of our own.</summary>
    public IReadOnlyList<OvsdbEndpoint>? Servers { get; init; }

    /// <summary>What this machine is called in the database; null for the name it has there already, or else the host's.</summary>
    public string? Machine { get; init; }

    /// <summary>How long to wait for the server at start, and for each write.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    public string Socket => Path.Combine(Directory, "db.sock");

    public IReadOnlyList<OvsdbEndpoint> Endpoints => Servers ?? [OvsdbEndpoint.Parse($"unix:{Socket}")];
}
