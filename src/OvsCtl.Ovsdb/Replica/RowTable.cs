using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace OvsCtl.Ovsdb;

/// <summary>The rows of one table in one snapshot, by name and, for columns that somebody has asked for, by what they hold.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Callers see IReadOnlyDictionary; here it is the table.")]
internal sealed class RowTable : IReadOnlyDictionary<Uuid, Row>
{
    private readonly RowTrie _rows;
    // By the column's place. A reader that needs an index makes it, and from then on the writer carries it along.
    private readonly RowTrie?[] _indexes;

    private RowTable(RowLayout layout, RowTrie rows, int count, RowTrie?[] indexes)
    {
        Layout = layout;
        _rows = rows;
        Count = count;
        _indexes = indexes;
    }

    public RowLayout Layout { get; }

    public int Count { get; }

    public IEnumerable<Uuid> Keys => _rows.Rows().Select(row => row.Uuid);

    public IEnumerable<Row> Values => _rows.Rows();

    public Row this[Uuid key] => TryGetValue(key, out var row) ? row : throw new KeyNotFoundException($"table {Layout.Table} has no row {key}");

    public static RowTable Empty(RowLayout layout) => new(layout, RowTrie.Empty, 0, new RowTrie?[layout.Columns.Length]);

    public bool ContainsKey(Uuid key) => TryGetValue(key, out _);

    public bool TryGetValue(Uuid key, [MaybeNullWhen(false)] out Row value) => _rows.TryFind(RowKey.Of(key), key, out value);

    public IEnumerator<KeyValuePair<Uuid, Row>> GetEnumerator() => Values.Select(row => KeyValuePair.Create(row.Uuid, row)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The rows whose column holds exactly this. The first question about a column looks at every row; later ones do not, in later snapshots either.</summary>
    public IEnumerable<Row> Where(int place, OvsdbValue value) =>
        Index(place).Prefixed(RowKey.Of(value)).Where(row => row.At(place).Equals(value));

    /// <summary>Reports each row that is in one of the tables only, or has other values in them.</summary>
    public static void Compare(RowTable old, RowTable current, Action<Row?, Row?> report) => RowTrie.Compare(old._rows, current._rows, report);

    public Builder ToBuilder() => new(this);

    private RowTrie Index(int place)
    {
        if (Volatile.Read(ref _indexes[place]) is { } there) return there;
        var owner = new object();
        var index = RowTrie.Empty;
        foreach (var row in Values) index = index.Set(RowKey.Of(row, place), row, place, owner, 0, out _);
        return Interlocked.CompareExchange(ref _indexes[place], index, null) ?? index;
    }

    /// <summary>A table in the making. One writer.</summary>
    public sealed class Builder
    {
        private readonly object _owner = new();
        private readonly RowTable _table;
        private readonly RowTrie?[] _indexes;
        private RowTrie _rows;
        private int _count;

        internal Builder(RowTable table)
        {
            _table = table;
            _rows = table._rows;
            _count = table.Count;
            _indexes = (RowTrie?[])table._indexes.Clone();
        }

        public RowLayout Layout => _table.Layout;

        /// <summary>For the texts of a copy's rows.</summary>
        public RowTexts Texts { get; } = new();

        public bool TryGetValue(Uuid uuid, [MaybeNullWhen(false)] out Row row) => _rows.TryFind(RowKey.Of(uuid), uuid, out row);

        public void Set(Row row)
        {
            _rows = _rows.Set(RowKey.Of(row.Uuid), row, RowKey.OfUuid, _owner, 0, out var replaced);
            if (replaced is null) _count++;
            for (var place = 0; place < _indexes.Length; place++)
            {
                if (_indexes[place] is not { } index) continue;
                if (replaced is not null) index = index.Remove(RowKey.Of(replaced, place), row.Uuid, _owner, 0, out _);
                _indexes[place] = index.Set(RowKey.Of(row, place), row, place, _owner, 0, out _);
            }
        }

        public void Remove(Uuid uuid)
        {
            _rows = _rows.Remove(RowKey.Of(uuid), uuid, _owner, 0, out var removed);
            if (removed is null) return;
            _count--;
            for (var place = 0; place < _indexes.Length; place++)
                _indexes[place] = _indexes[place]?.Remove(RowKey.Of(removed, place), uuid, _owner, 0, out _);
        }

        /// <summary>The table as it is now. The builder is not to be used after.</summary>
        public RowTable ToImmutable() => ReferenceEquals(_rows, _table._rows) ? _table : new RowTable(_table.Layout, _rows, _count, _indexes);
    }
}
