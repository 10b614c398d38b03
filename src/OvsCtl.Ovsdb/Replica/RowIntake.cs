using System.Collections.Frozen;
using System.Collections.Immutable;

namespace OvsCtl.Ovsdb;

/// <summary>
/// Takes the rows of a monitor's first reply while the reply is still coming in, so that a copy of a large database never stands in memory as text.
/// Nobody sees them before the reply is whole.
/// </summary>
internal sealed class RowIntake(FrozenDictionary<string, RowLayout> layouts)
{
    private readonly Dictionary<string, RowTable.Builder> _tables = [];

    /// <summary>Takes row-update2s by name, members of an object without its brackets.</summary>
    public void Add(string table, ReadOnlyMemory<byte> rows)
    {
        if (!_tables.TryGetValue(table, out var builder))
        {
            if (!layouts.TryGetValue(table, out var layout)) throw OvsdbException.Protocol($"a monitor's reply is about table {table}, which is not monitored");
            _tables.Add(table, builder = RowTable.Empty(layout).ToBuilder());
        }

        using var cursor = new JsonCursor();
        cursor.Begin(rows);
        while (!cursor.IsAtEnd && cursor.NextRow(out var uuid)) RowUpdate.Apply(builder, uuid, cursor);
    }

    /// <summary>What was taken, as the snapshot that the rest of the reply is applied to.</summary>
    public ReplicaSnapshot ToSnapshot(ReplicaSnapshot empty) => new(
        empty.Version,
        empty.Tables.ToImmutableDictionary(table => table.Key, table => _tables.TryGetValue(table.Key, out var builder) ? builder.ToImmutable() : table.Value));
}
