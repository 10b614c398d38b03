namespace OvsCtl.Ovsdb;

/// <summary>One row that differs between two snapshots. What happened in between, such as a value that came and went, is not told: the server merges too.</summary>
/// <param name="Table">The row's table.</param>
/// <param name="Old">The row as it was; null when it was added.</param>
/// <param name="New">The row as it is; null when it was removed.</param>
public sealed record RowChange(string Table, Row? Old, Row? New)
{
    /// <summary>The row's name.</summary>
    // One of the two is always there.
    public Uuid Uuid => (New ?? Old)!.Uuid;

    /// <summary>Whether the row was added, changed or removed.</summary>
    public RowChangeKind Kind => Old is null ? RowChangeKind.Added : New is null ? RowChangeKind.Removed : RowChangeKind.Changed;

    /// <summary>The columns that hold something else than before; of a row added or removed, all of them.</summary>
    public IEnumerable<string> Columns => Old is null || New is null
        ? (New ?? Old)?.Columns ?? []
        : New.Columns.Where(column => !Old.Has(column) || !Old[column].Equals(New[column]));
}
