using System.Collections.Frozen;
using System.Collections.Immutable;

namespace OvsCtl.Ovsdb;

/// <summary>Which columns the rows of one monitored table have, and at which place; shared by all its rows.</summary>
internal sealed class RowLayout
{
    private readonly FrozenDictionary<string, int> _places;

    public RowLayout(string table, IEnumerable<ColumnSchema> columns)
    {
        Table = table;
        Columns = [.. columns];
        // One object for all rows: most columns of most rows hold their default.
        Defaults = [.. Columns.Select(c => c.Type.Default)];
        _places = Columns.Select((c, i) => KeyValuePair.Create(c.Name, i)).ToFrozenDictionary();
    }

    public string Table { get; }

    public ImmutableArray<ColumnSchema> Columns { get; }

    public ImmutableArray<OvsdbValue> Defaults { get; }

    public bool TryFind(string column, out int place) => _places.TryGetValue(column, out place);

    public KeyNotFoundException NotMonitored(string column) => new($"column {column} of table {Table} is not monitored");
}
