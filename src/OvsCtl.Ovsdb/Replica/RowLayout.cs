using System.Collections.Frozen;

namespace OvsCtl.Ovsdb;

/// <summary>Which columns the rows of one monitored table have, and at which place; shared by all its rows.</summary>
internal sealed class RowLayout
{
    private readonly FrozenDictionary<string, int> _places;

    public RowLayout(string table, IEnumerable<ColumnSchema> columns)
    {
        Table = table;
        Columns = [.. columns];
        Defaults = [.. Columns.Select(c => c.Type.Default)];
        _places = Columns.Select((c, i) => KeyValuePair.Create(c.Name, i)).ToFrozenDictionary();
    }

    public string Table { get; }

    public IReadOnlyList<ColumnSchema> Columns { get; }

    public IReadOnlyList<OvsdbValue> Defaults { get; }

    public bool TryFind(string column, out int place) => _places.TryGetValue(column, out place);
}
