using System.Collections.Frozen;

namespace OvsCtl.Ovsdb;

/// <summary>
/// What one monitor asked for, and how its answers change a snapshot (ovsdb-server(7) "Monitor_cond" and "Update2 Notification").
/// </summary>
internal sealed class MonitoredTables
{
    private readonly FrozenDictionary<string, RowLayout> _layouts;
    private RowIntake? _intake;
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
        Empty = new ReplicaSnapshot(0, RowTables.Of([.. _layouts.Values.Select(RowTable.Empty)]));
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
    public void WriteRequests(OvsdbJsonWriter writer) => WriteRequests(
        writer, _layouts.Values.Select(layout => KeyValuePair.Create(layout.Table, layout.Columns.Select(c => c.Name))), _whereByTable);

    public static void WriteRequests(
        OvsdbJsonWriter writer, IEnumerable<KeyValuePair<string, IEnumerable<string>>> columnsByTable, IReadOnlyDictionary<string, IReadOnlyList<Condition>> whereByTable)
    {
        writer.WriteStartObject();
        foreach (var (table, columns) in columnsByTable)
        {
            writer.WritePropertyName(table);
            writer.WriteStartArray();
            writer.WriteStartObject();
            writer.WritePropertyName("columns");
            writer.WriteStrings(columns);
            if (whereByTable.TryGetValue(table, out var where)) WriteWhere(writer, where);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>What the rest of a first copy is applied to: the rows that were taken while it was still coming in.</summary>
    public ReplicaSnapshot Initial => _intake?.ToSnapshot(Empty) ?? Empty;

    /// <summary>Begins to take rows of a first copy; what an earlier attempt has left is forgotten.</summary>
    public RowIntake BeginIntake() => _intake = new RowIntake(_layouts);

    public void ForgetIntake() => _intake = null;

    // <table-updates2>: {table: {uuid: {"initial" | "insert" | "modify": row} | {"delete": null}}}
    public static ReplicaSnapshot Apply(ReplicaSnapshot snapshot, JsonCursor cursor)
    {
        var tables = snapshot.Tables.Copy();
        cursor.Expect(JsonToken.StartObject);
        while (cursor.NextMember(out var table))
        {
            if (!tables.TryFind(table, out var before)) throw OvsdbException.Protocol($"an update is about table {table}, which is not monitored");
            var rows = before.ToBuilder();
            cursor.Expect(JsonToken.StartObject);
            while (cursor.NextRow(out var uuid)) RowUpdate.Apply(rows, uuid, cursor);
            tables.Replace(rows.ToImmutable());
        }

        return new ReplicaSnapshot(snapshot.Version + 1, tables);
    }

    /// <summary>
    /// Reads a whole copy that takes the place of <paramref name="old"/>: rows that did not change stay the same objects, and the result is the old
    /// snapshot itself when none did.
    /// </summary>
    public ReplicaSnapshot Refetch(ReplicaSnapshot old, JsonCursor cursor)
    {
        var copy = Apply(Initial, cursor);
        var isSame = copy.Tables.Count == old.Tables.Count;
        var tables = copy.Tables.With(table =>
        {
            var before = old.Tables.Find(table.Layout.Table);
            var kept = KeepSameRows(before, table);
            isSame &= ReferenceEquals(kept, before);
            return kept;
        });
        return isSame ? old : new ReplicaSnapshot(old.Version + 1, tables);
    }

    // Goes from the old table to the copy, so that rows and indexes that need no change stay as they are.
    private static RowTable KeepSameRows(RowTable? old, RowTable copy)
    {
        if (old is null || !old.Layout.Columns.SequenceEqual(copy.Layout.Columns)) return copy;
        var kept = old.ToBuilder();
        foreach (var (uuid, row) in copy)
        {
            if (!old.TryGetValue(uuid, out var before) || !row.HasSameContent(before)) kept.Set(row.Alone());
        }

        foreach (var uuid in old.Keys)
        {
            if (!copy.ContainsKey(uuid)) kept.Remove(uuid);
        }

        return kept.ToImmutable();
    }

    private static void WriteWhere(OvsdbJsonWriter writer, IReadOnlyList<Condition> where)
    {
        writer.WritePropertyName("where");
        writer.WriteStartArray();
        foreach (var condition in where) condition.WriteTo(writer);
        writer.WriteEndArray();
    }

    private static RowLayout Layout(DatabaseSchema schema, string table, IReadOnlyList<string> columns)
    {
        if (!schema.Tables.TryGetValue(table, out var known)) throw new ArgumentException($"database {schema.Name} has no table {table}", nameof(schema));
        var wanted = columns.Count == 0 ? known.Columns.Values : columns.Select(column =>
            known.Columns.TryGetValue(column, out var c) ? c : throw new ArgumentException($"table {table} has no column {column}", nameof(columns)));
        return new RowLayout(table, wanted);
    }
}
