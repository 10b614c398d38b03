namespace OvsCtl.Ovsdb;

/// <summary>The monitored tables at one moment between two transactions of the server. Immutable: read it from any thread, keep it as long as needed.</summary>
public sealed class ReplicaSnapshot
{
    internal ReplicaSnapshot(long version, RowTables tables)
    {
        Version = version;
        Tables = tables;
    }

    /// <summary>A snapshot of no tables, older than any other.</summary>
    internal static ReplicaSnapshot Nothing { get; } = new(0, RowTables.None);

    /// <summary>Counts the snapshots of one replica, from 1. The server may merge changes: it does not count transactions.</summary>
    public long Version { get; }

    /// <summary>The names of the monitored tables.</summary>
    public IEnumerable<string> TableNames => Tables.Names;

    internal RowTables Tables { get; }

    /// <summary>The rows of a table by name.</summary>
    /// <exception cref="KeyNotFoundException">The table is not monitored.</exception>
    public IReadOnlyDictionary<Uuid, Row> Table(string name) => Rows(name);

    /// <summary>A row whose column holds exactly this string; null when there is none. Indexed as <see cref="FindAll"/> is.</summary>
    /// <exception cref="KeyNotFoundException">The table or the column is not monitored.</exception>
    public Row? Find(string table, string column, string value) => FindAll(table, column, value).FirstOrDefault();

    /// <summary>
    /// The rows whose column holds exactly this value; an atom also stands for the set of itself. Any column can be asked for: the first question about one builds
    /// an index in O(rows), which later snapshots keep up to date, so that each further question takes O(rows found).
    /// </summary>
    /// <exception cref="KeyNotFoundException">The table or the column is not monitored.</exception>
    /// <exception cref="ArgumentException">A column of this type cannot hold the value.</exception>
    public IEnumerable<Row> FindAll(string table, string column, OvsdbValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var rows = Rows(table);
        if (!rows.Layout.TryFind(column, out var place)) throw rows.Layout.NotMonitored(column);
        try
        {
            return rows.Where(place, rows.Layout.Columns[place].Type.Coerce(value));
        }
        catch (OvsdbException e) when (e.Kind == OvsdbErrorKind.ProtocolError)
        {
            throw new ArgumentException($"column {column} of table {table}: {e.Message}", nameof(value), e);
        }
    }

    /// <summary>
    /// How this snapshot differs from an older one of the same replica, which may be many versions older. The time it takes grows with the differences, not with
    /// the tables. A row whose values came back to what they were is no difference.
    /// </summary>
    public IReadOnlyList<RowChange> ChangesSince(ReplicaSnapshot older)
    {
        ArgumentNullException.ThrowIfNull(older);
        var changes = new List<RowChange>();
        foreach (var table in Tables.All)
        {
            var name = table.Layout.Table;
            RowTable.Compare(older.Tables.Find(name) ?? RowTable.Empty(table.Layout), table, (old, current) =>
            {
                if (old is null || current is null || !old.HasSameContent(current)) changes.Add(new RowChange(name, old, current));
            });
        }

        foreach (var table in older.Tables.All)
        {
            var name = table.Layout.Table;
            if (!Tables.Has(name)) changes.AddRange(table.Values.Select(row => new RowChange(name, row, null)));
        }

        return changes;
    }

    private RowTable Rows(string name) => Tables.Find(name) ?? throw new KeyNotFoundException($"table {name} is not monitored");
}
