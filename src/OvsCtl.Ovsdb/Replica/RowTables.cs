using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace OvsCtl.Ovsdb;

/// <summary>The tables of one snapshot by name. Snapshots of one monitor share the names.</summary>
internal sealed class RowTables
{
    private readonly FrozenDictionary<string, int> _places;
    private readonly RowTable[] _tables;

    private RowTables(FrozenDictionary<string, int> places, RowTable[] tables)
    {
        _places = places;
        _tables = tables;
    }

    public static RowTables None { get; } = Of([]);

    public int Count => _tables.Length;

    public IEnumerable<string> Names => _places.Keys;

    public ReadOnlySpan<RowTable> All => _tables;

    public static RowTables Of(params ReadOnlySpan<RowTable> tables)
    {
        var array = tables.ToArray();
        return new RowTables(array.Select((table, place) => KeyValuePair.Create(table.Layout.Table, place)).ToFrozenDictionary(), array);
    }

    public bool Has(string name) => _places.ContainsKey(name);

    public bool TryFind(string name, [NotNullWhen(true)] out RowTable? table)
    {
        table = _places.TryGetValue(name, out var place) ? _tables[place] : null;
        return table is not null;
    }

    public RowTable? Find(string name) => TryFind(name, out var table) ? table : null;

    /// <summary>The same tables, but for those that a change gives instead of one.</summary>
    public RowTables With(Func<RowTable, RowTable> change) => new(_places, Array.ConvertAll(_tables, table => change(table)));

    /// <summary>The same tables to be changed in place by <see cref="Replace"/>, before anybody else sees them.</summary>
    public RowTables Copy() => new(_places, (RowTable[])_tables.Clone());

    public void Replace(RowTable table) => _tables[_places[table.Layout.Table]] = table;
}
