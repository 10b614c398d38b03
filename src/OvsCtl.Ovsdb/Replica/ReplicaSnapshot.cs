using System.Collections.Immutable;

namespace OvsCtl.Ovsdb;

/// <summary>The monitored tables at one moment between two transactions of the server. Immutable: read it from any thread, keep it as long as needed.</summary>
public sealed class ReplicaSnapshot
{
    private readonly ImmutableDictionary<string, ImmutableDictionary<Uuid, Row>> _tables;

    internal ReplicaSnapshot(long version, ImmutableDictionary<string, ImmutableDictionary<Uuid, Row>> tables)
    {
        Version = version;
        _tables = tables;
    }

    /// <summary>A snapshot of no tables, older than any other.</summary>
    internal static ReplicaSnapshot Nothing { get; } = new(0, ImmutableDictionary<string, ImmutableDictionary<Uuid, Row>>.Empty);

    /// <summary>Counts the snapshots of one replica, from 1. The server may merge changes: it does not count transactions.</summary>
    public long Version { get; }

    internal ImmutableDictionary<string, ImmutableDictionary<Uuid, Row>> Tables => _tables;

    /// <summary>The rows of a table by name.</summary>
    /// <exception cref="KeyNotFoundException">The table is not monitored.</exception>
    public IReadOnlyDictionary<Uuid, Row> Table(string name) =>
        _tables.TryGetValue(name, out var rows) ? rows : throw new KeyNotFoundException($"table {name} is not monitored");

    /// <summary>A row whose column holds exactly this string; null when there is none. Looks at every row: for many lookups build a dictionary.</summary>
    public Row? Find(string table, string column, string value) =>
        Table(table).Values.FirstOrDefault(row => row.GetOptionalString(column) == value);
}
