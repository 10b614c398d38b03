using System.Collections.Frozen;
using System.Collections.Immutable;
using Newtonsoft.Json;

namespace OvsCtl.Ovsdb;

/// <summary>
/// What one monitor asked for, and how its answers change a snapshot (ovsdb-server(7) "Monitor_cond" and "Update2 Notification").
/// </summary>
internal sealed class MonitoredTables
{
    private readonly FrozenDictionary<string, RowLayout> _layouts;

    /// <param name="schema">The database's schema, which gives the defaults that the server leaves out.</param>
    /// <param name="columnsByTable">The columns wanted of each table; none means all.</param>
    /// <exception cref="ArgumentException">The schema has no such table or column.</exception>
    public MonitoredTables(DatabaseSchema schema, IReadOnlyDictionary<string, IReadOnlyList<string>> columnsByTable)
    {
        _layouts = columnsByTable.Select(pair => Layout(schema, pair.Key, pair.Value)).ToFrozenDictionary(layout => layout.Table);
        Empty = new ReplicaSnapshot(0, _layouts.Keys.ToImmutableDictionary(table => table, table => RowTable.Empty(_layouts[table])));
    }

    public ReplicaSnapshot Empty { get; }

    // <monitor-cond-requests>: {table: [{"columns": [column…]}]}
    public void WriteRequests(OvsdbJsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var layout in _layouts.Values)
        {
            writer.WritePropertyName(layout.Table);
            writer.WriteStartArray();
            writer.WriteStartObject();
            writer.WritePropertyName("columns");
            writer.WriteStrings(layout.Columns.Select(c => c.Name));
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>Where a large first copy is gathered while it is still coming in.</summary>
    public RowIntake Intake() => new(_layouts);

    // <table-updates2>: {table: {uuid: {"initial" | "insert" | "modify": row} | {"delete": null}}}
    public static ReplicaSnapshot Apply(ReplicaSnapshot snapshot, JsonCursor cursor)
    {
        var tables = snapshot.Tables.ToBuilder();
        cursor.Expect(JsonToken.StartObject);
        while (cursor.NextMember(out var table))
        {
            if (!tables.TryGetValue(table, out var before)) throw OvsdbException.Protocol($"an update is about table {table}, which is not monitored");
            var rows = before.ToBuilder();
            cursor.Expect(JsonToken.StartObject);
            while (cursor.NextRow(out var uuid)) RowUpdate.Apply(rows, uuid, cursor);
            tables[table] = rows.ToImmutable();
        }

        return new ReplicaSnapshot(snapshot.Version + 1, tables.ToImmutable());
    }

    private static RowLayout Layout(DatabaseSchema schema, string table, IReadOnlyList<string> columns)
    {
        if (!schema.Tables.TryGetValue(table, out var known)) throw new ArgumentException($"database {schema.Name} has no table {table}", nameof(schema));
        var wanted = columns.Count == 0 ? known.Columns.Values : columns.Select(column =>
            known.Columns.TryGetValue(column, out var c) ? c : throw new ArgumentException($"table {table} has no column {column}", nameof(columns)));
        return new RowLayout(table, wanted);
    }
}
