namespace OvsCtl.Ovsdb;

/// <summary>What one operation of a committed transaction did; which member is set depends on the operation (RFC 7047 §5.2).</summary>
public sealed record OperationResult
{
    internal static readonly OperationResult Nothing = new();

    /// <summary>The name of the row that an <see cref="Insert"/> made.</summary>
    public Uuid? Uuid { get; init; }

    /// <summary>How many rows an <see cref="Update"/>, <see cref="Mutate"/> or <see cref="Delete"/> met.</summary>
    public long? Count { get; init; }

    /// <summary>The rows of a <see cref="Select"/>, column by column, as received: a set of one is the bare atom.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, OvsdbValue>> Rows { get; init; } = [];
}
