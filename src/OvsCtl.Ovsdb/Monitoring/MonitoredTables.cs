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
    private readonly IReadOnlyDictionary<string, IReadOnlyList<Condition>> _whereByTable;

    /// <param name="schema">The database's schema, which gives the defaults that the server leaves out.</param>
    /// <param name="columnsByTable">The columns wanted of each table; none means all.</param>
    /// <param name="whereByTable">Conditions of which a row must meet any to be followed; none means all rows. Plain "monitor" follows all rows.</param>
    /// <exception cref="ArgumentException">The schema has no such table or column.</exception>
    public MonitoredTables(
        DatabaseSchema schema,
        IReadOnlyDictionary<string, IReadOnlyList<string>> columnsByTable,
        IReadOnlyDictionary<string, IReadOnlyList<Condition>>? whereByTable = null)
    {
        _whereByTable = whereByTable ?? FrozenDictionary<string, IReadOnlyList<Condition>>.Empty;
        _layouts = columnsByTable.Select(pair => Layout(schema, pair.Key, pair.Value)).ToFrozenDictionary(layout => layout.Table);
        Empty = new ReplicaSnapshot(0, _layouts.Keys.ToImmutableDictionary(table => table, _ => ImmutableDictionary<Uuid, Row>.Empty));
    }

    public ReplicaSnapshot Empty { get; }

    // <monitor-cond-update-requests>: {table: [{"where": [condition…]}]}
    public static void WriteConditions(OvsdbJsonWriter writer, IReadOnlyDictionary<string, IReadOnlyList<Condition>> whereByTable)
    {
        writer.WriteStartObject();
        foreach (var (table, where) in whereByTable)
        {
            writer.WritePropertyName(table);
            writer.WriteStartArray();
            writer.WriteStartObject();
            WriteWhere(writer, where);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    // <monitor-cond-requests>: {table: [{"columns": [column…], "where": [condition…]}]}
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
            if (_whereByTable.TryGetValue(layout.Table, out var where)) WriteWhere(writer, where);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    // <table-updates2>: {table: {uuid: {"initial" | "insert" | "modify": row} | {"delete": null}}}
    public ReplicaSnapshot Apply(ReplicaSnapshot snapshot, JsonCursor cursor)
    {
        var tables = snapshot.Tables.ToBuilder();
        cursor.Expect(JsonToken.StartObject);
        while (cursor.NextMember(out var table))
        {
            if (!_layouts.TryGetValue(table, out var layout)) throw OvsdbException.Protocol($"an update is about table {table}, which is not monitored");
            var rows = tables[table].ToBuilder();
            cursor.Expect(JsonToken.StartObject);
            while (cursor.NextMember(out var name))
            {
                if (!Uuid.TryParse(name, out var uuid)) throw OvsdbException.Protocol($"\"{name}\" is not a UUID");
                cursor.Expect(JsonToken.StartObject);
                while (cursor.NextMember(out var change)) ApplyRow(rows, layout, uuid, change, cursor);
            }

            tables[table] = rows.ToImmutable();
        }

        return new ReplicaSnapshot(snapshot.Version + 1, tables.ToImmutable());
    }

    /// <summary>
    /// Reads a whole copy that takes the place of <paramref name="old"/>: rows that did not change stay the same objects, and the result is the old
    /// snapshot itself when none did.
    /// </summary>
    public ReplicaSnapshot Refetch(ReplicaSnapshot old, JsonCursor cursor)
    {
        var copy = Apply(Empty, cursor);
        var tables = copy.Tables.ToDictionary(table => table.Key, table => KeepSameRows(old.Tables.GetValueOrDefault(table.Key), table.Value));
        var isSame = tables.Count == old.Tables.Count && tables.All(table => ReferenceEquals(table.Value, old.Tables.GetValueOrDefault(table.Key)));
        return isSame ? old : new ReplicaSnapshot(old.Version + 1, tables.ToImmutableDictionary());
    }

    private static ImmutableDictionary<Uuid, Row> KeepSameRows(ImmutableDictionary<Uuid, Row>? old, ImmutableDictionary<Uuid, Row> copy)
    {
        if (old is null) return copy;
        var kept = copy.ToBuilder();
        var sameCount = 0;
        foreach (var (uuid, row) in copy)
        {
            if (!old.TryGetValue(uuid, out var before) || !row.HasSameContent(before)) continue;
            kept[uuid] = before;
            sameCount++;
        }

        return sameCount == copy.Count && sameCount == old.Count ? old : kept.ToImmutable();
    }

    private static void WriteWhere(OvsdbJsonWriter writer, IReadOnlyList<Condition> where)
    {
        writer.WritePropertyName("where");
        writer.WriteStartArray();
        foreach (var condition in where) condition.WriteTo(writer);
        writer.WriteEndArray();
    }

    private static void ApplyRow(ImmutableDictionary<Uuid, Row>.Builder rows, RowLayout layout, Uuid uuid, string change, JsonCursor cursor)
    {
        switch (change)
        {
            case "initial" or "insert":
                rows[uuid] = new Row(uuid, layout, [.. layout.Defaults]).With(ReadColumns(layout, cursor, (_, type, value) => type.Coerce(value)));
                break;
            case "modify":
                if (!rows.TryGetValue(uuid, out var old)) throw OvsdbException.Protocol($"an update modifies row {uuid} of {layout.Table}, which was never sent");
                rows[uuid] = old.With(ReadColumns(layout, cursor, (place, type, value) => type.ApplyDifference(old.At(place), value)));
                break;
            case "delete":
                rows.Remove(uuid);
                cursor.Skip();
                break;
            default:
                throw OvsdbException.Protocol($"an update has a \"{change}\" of row {uuid} of {layout.Table}");
        }
    }

    private static List<(int Place, OvsdbValue Value)> ReadColumns(RowLayout layout, JsonCursor cursor, Func<int, ColumnType, OvsdbValue, OvsdbValue> convert)
    {
        var columns = new List<(int, OvsdbValue)>();
        cursor.Expect(JsonToken.StartObject);
        while (cursor.NextMember(out var column))
        {
            if (!layout.TryFind(column, out var place)) throw OvsdbException.Protocol($"an update has column {column} of {layout.Table}, which is not monitored");
            columns.Add((place, convert(place, layout.Columns[place].Type, OvsdbValue.Read(cursor))));
        }

        return columns;
    }

    private static RowLayout Layout(DatabaseSchema schema, string table, IReadOnlyList<string> columns)
    {
        if (!schema.Tables.TryGetValue(table, out var known)) throw new ArgumentException($"database {schema.Name} has no table {table}", nameof(schema));
        var wanted = columns.Count == 0 ? known.Columns.Values : columns.Select(column =>
            known.Columns.TryGetValue(column, out var c) ? c : throw new ArgumentException($"table {table} has no column {column}", nameof(columns)));
        return new RowLayout(table, wanted);
    }
}
