using System.Collections.Frozen;

namespace OvsCtl.Ovsdb;

/// <summary>
/// Takes the rows of a monitor's first reply while the reply is still coming in, so that a copy of a large database never stands in memory as text.
/// Nobody sees them before the reply is whole.
/// </summary>
internal sealed class RowIntake(FrozenDictionary<string, RowLayout> layouts)
{
    private readonly Dictionary<string, RowTable.Builder> _tables = [];

    /// <summary>
    /// Takes the rows that the framer has just shown, and what comes right behind them as long as it is rows in the form of the server. Returns whether something was
    /// received behind these that the framer has not looked at.
    /// </summary>
    public bool Take(JsonFramer framer, JsonRows rows)
    {
        var builder = Table(AtomPool.Text(rows.Table.Span[1..^1]).Value);
        using var cursor = new JsonCursor();
        cursor.Begin(rows.Rows);
        while (!cursor.IsAtEnd && cursor.NextRow(out var uuid)) RowUpdate.Apply(builder, uuid, cursor);

        var after = framer.AfterRows;
        framer.RemoveRows(RowText.TakeInitial(builder, after));
        return !after.IsEmpty;
    }

    /// <summary>What was taken, as the snapshot that the rest of the reply is applied to.</summary>
    public ReplicaSnapshot ToSnapshot(ReplicaSnapshot empty) => new(
        empty.Version,
        empty.Tables.With(table => _tables.TryGetValue(table.Layout.Table, out var builder) ? builder.ToImmutable() : table));

    private RowTable.Builder Table(string name)
    {
        if (_tables.TryGetValue(name, out var builder)) return builder;
        if (!layouts.TryGetValue(name, out var layout)) throw OvsdbException.Protocol($"a monitor's reply is about table {name}, which is not monitored");
        builder = RowTable.Empty(layout).ToBuilder();
        _tables.Add(name, builder);
        return builder;
    }
}
