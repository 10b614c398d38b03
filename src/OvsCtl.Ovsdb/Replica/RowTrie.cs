using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace OvsCtl.Ovsdb;

/// <summary>
/// A node of a persistent trie of rows, sixteen ways a level. An older trie stays as it was while a newer one is made from it: they share
/// what did not change, which is also how two snapshots are compared without looking at every row.
/// </summary>
/// <remarks>A writer passes the same owner through one batch of changes: nodes it has made itself are changed in place.</remarks>
internal sealed class RowTrie
{
    private readonly object _owner;
    private int _bitmap;
    // As many as the bitmap has bits; behind them there may be room for more.
    private object[] _items;

    private RowTrie(object owner, int bitmap, object[] items)
    {
        _owner = owner;
        _bitmap = bitmap;
        _items = items;
    }

    public static RowTrie Empty { get; } = new(new object(), 0, []);

    /// <summary>The trie with the row in it, in place of a row of the same key.</summary>
    public RowTrie Set(in RowKey key, Row row, int place, object owner, int level, out Row? replaced)
    {
        replaced = null;
        var bit = 1 << key.Digit(level);
        var index = BitOperations.PopCount((uint)(_bitmap & (bit - 1)));
        if ((_bitmap & bit) == 0) return Insert(owner, bit, index, row);

        object changed;
        if (_items[index] is RowTrie child) changed = child.Set(key, row, place, owner, level + 1, out replaced);
        else
        {
            var there = (Row)_items[index];
            if (there.Uuid == row.Uuid) (replaced, changed) = (there, row);
            else changed = Pair(there, row, place, owner, level + 1);
        }

        return WithItem(owner, index, changed);
    }

    /// <summary>The trie without the row of this key and name.</summary>
    public RowTrie Remove(in RowKey key, Uuid uuid, object owner, int level, out Row? removed)
    {
        removed = null;
        var bit = 1 << key.Digit(level);
        if ((_bitmap & bit) == 0) return this;
        var index = BitOperations.PopCount((uint)(_bitmap & (bit - 1)));
        if (_items[index] is RowTrie child)
        {
            var left = child.Remove(key, uuid, owner, level + 1, out removed);
            if (removed is null) return this;
            // A node with one row is that row: a trie's shape depends on its rows alone, not on how they came.
            if (left.Items is [Row only]) return WithItem(owner, index, only);
            return WithItem(owner, index, left);
        }

        var there = (Row)_items[index];
        if (there.Uuid != uuid) return this;
        removed = there;
        object[] items = [.. Items[..index], .. Items[(index + 1)..]];
        return With(owner, _bitmap & ~bit, items);
    }

    public bool TryFind(in RowKey key, Uuid uuid, [NotNullWhen(true)] out Row? row)
    {
        row = null;
        var node = this;
        for (var level = 0; ; level++)
        {
            var item = node.At(1 << key.Digit(level));
            if (item is RowTrie child)
            {
                node = child;
                continue;
            }

            row = item as Row;
            if (row?.Uuid != uuid) row = null;
            return row is not null;
        }
    }

    /// <summary>The rows whose keys begin with this first word, and perhaps one more.</summary>
    public IEnumerable<Row> Prefixed(RowKey key)
    {
        object? item = this;
        for (var level = 0; level < RowKey.DigitsOfWord && item is RowTrie node; level++) item = node.At(1 << key.Digit(level));
        return item switch
        {
            Row row => [row],
            RowTrie node => node.Rows(),
            _ => [],
        };
    }

    public IEnumerable<Row> Rows()
    {
        for (var i = 0; i < Count; i++)
        {
            var item = _items[i];
            if (item is Row row) yield return row;
            else foreach (var below in ((RowTrie)item).Rows()) yield return below;
        }
    }

    /// <summary>Pairs of rows of the same name that differ between two tries; null where one trie has none.</summary>
    public static void Compare(RowTrie old, RowTrie current, Action<Row?, Row?> report)
    {
        if (ReferenceEquals(old, current)) return;
        for (var bit = 1; bit < 1 << 16; bit <<= 1)
        {
            var (before, after) = (old.At(bit), current.At(bit));
            if (ReferenceEquals(before, after)) continue;
            if (before is RowTrie a && after is RowTrie b) Compare(a, b, report);
            else CompareSmall(before, after, report);
        }
    }

    // At least one side is a single row or nothing, so that one pair at most has the same name.
    private static void CompareSmall(object? before, object? after, Action<Row?, Row?> report)
    {
        var left = RowsOf(after).ToDictionary(row => row.Uuid);
        foreach (var row in RowsOf(before))
        {
            left.Remove(row.Uuid, out var pair);
            if (!ReferenceEquals(row, pair)) report(row, pair);
        }

        foreach (var row in left.Values) report(null, row);
    }

    private static IEnumerable<Row> RowsOf(object? item) => item switch
    {
        Row row => [row],
        RowTrie node => node.Rows(),
        _ => [],
    };

    private static RowTrie Pair(Row a, Row b, int place, object owner, int level)
    {
        var (digitA, digitB) = (RowKey.Of(a, place).Digit(level), RowKey.Of(b, place).Digit(level));
        if (digitA == digitB) return new RowTrie(owner, 1 << digitA, [Pair(a, b, place, owner, level + 1)]);
        return new RowTrie(owner, 1 << digitA | 1 << digitB, digitA < digitB ? [a, b] : [b, a]);
    }

    private int Count => BitOperations.PopCount((uint)_bitmap);

    private ReadOnlySpan<object> Items => _items.AsSpan(0, Count);

    private object? At(int bit) => (_bitmap & bit) == 0 ? null : _items[BitOperations.PopCount((uint)(_bitmap & (bit - 1)))];

    private RowTrie Insert(object owner, int bit, int index, object item)
    {
        var count = Count;
        // A copy of a large table is made row by row: a node that grows in it doubles.
        var isOwn = ReferenceEquals(_owner, owner);
        var items = isOwn && count < _items.Length ? _items : new object[isOwn ? 2 * Math.Max(count, 1) : count + 1];
        _items.AsSpan(index, count - index).CopyTo(items.AsSpan(index + 1));
        if (items != _items) _items.AsSpan(0, index).CopyTo(items);
        items[index] = item;
        return With(owner, _bitmap | bit, items);
    }

    private RowTrie With(object owner, int bitmap, object[] items)
    {
        if (!ReferenceEquals(_owner, owner)) return new RowTrie(owner, bitmap, items);
        _bitmap = bitmap;
        _items = items;
        return this;
    }

    private RowTrie WithItem(object owner, int index, object item)
    {
        if (ReferenceEquals(_items[index], item)) return this;
        var isOwn = ReferenceEquals(_owner, owner);
        var items = isOwn ? _items : Items.ToArray();
        items[index] = item;
        return isOwn ? this : new RowTrie(owner, _bitmap, items);
    }
}
