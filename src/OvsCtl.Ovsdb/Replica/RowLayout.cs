using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace OvsCtl.Ovsdb;

/// <summary>Which columns the rows of one monitored table have, and at which place; shared by all its rows.</summary>
internal sealed class RowLayout
{
    private readonly FrozenDictionary<string, int> _places;
    private readonly byte[][] _names;
    // By the place before: where the next column was found the last time. A server writes the columns of all rows in one order.
    private readonly int[] _next;

    public RowLayout(string table, IEnumerable<ColumnSchema> columns)
    {
        Table = table;
        Columns = [.. columns];
        // One object for all rows: most columns of most rows hold their default.
        Defaults = [.. Columns.Select(c => c.Type.Default)];
        _places = Columns.Select((c, i) => KeyValuePair.Create(c.Name, i)).ToFrozenDictionary();
        _names = [.. Columns.Select(c => Encoding.UTF8.GetBytes(c.Name))];
        Forms = [.. Columns.Select(c => ColumnForm.Of(c.Type))];
        _next = new int[Columns.Length + 1];
    }

    public string Table { get; }

    public ImmutableArray<ColumnSchema> Columns { get; }

    public ImmutableArray<OvsdbValue> Defaults { get; }

    public ColumnForm[] Forms { get; }

    public bool TryFind(string column, out int place) => _places.TryGetValue(column, out place);

    /// <summary>The place of a column whose name comes after that of another, or first when that is -1.</summary>
    public bool TryFind(ReadOnlySpan<byte> utf8, int after, out int place)
    {
        ref var guess = ref _next[after + 1];
        place = guess;
        if (place < _names.Length && utf8.SequenceEqual(_names[place])) return true;
        if (!_places.TryGetValue(Encoding.UTF8.GetString(utf8), out place)) return false;
        guess = place;
        return true;
    }

    public KeyNotFoundException NotMonitored(string column) => new($"column {column} of table {Table} is not monitored");
}
