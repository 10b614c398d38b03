using System.Globalization;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Desired;

/// <summary>A command that a host runs while it is up, through /bin/sh.</summary>
public sealed record DesiredProcess(string Host, string Command, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>What it has for itself beside the network.</summary>
    public Isolation Isolation { get; init; }

    /// <summary>The command where there is room for one line only.</summary>
    public string FirstLine => Command.Trim().Split('\n') is [var first, _, ..] ? first + " …" : Command.Trim();

    /// <summary>Tells one command from another in the environment of the running process.</summary>
    public string Run =>
        StableHash.Of(string.Join('\n', Environment.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}={e.Value}").Append(Command).Concat(Isolation == Isolation.None ? [] : [$"{Isolation}"]))).ToString("x16", CultureInfo.InvariantCulture);
}
