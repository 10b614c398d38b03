namespace OvsCtl.Netns;

/// <summary>A rule of nftables.</summary>
public sealed record NftablesRule
{
    /// <summary>The family of its table: <c>ip</c>, <c>ip6</c>, <c>inet</c>, <c>arp</c>, <c>bridge</c> or <c>netdev</c>.</summary>
    public required string Family { get; init; }

    /// <summary>Its table.</summary>
    public required string Table { get; init; }

    /// <summary>Its chain.</summary>
    public required string Chain { get; init; }

    /// <summary>Its number, unique in the table: what <see cref="Nftables.DeleteRule"/> deletes by.</summary>
    public required ulong Handle { get; init; }

    /// <summary>Its comment, if it has one.</summary>
    public string? Comment { get; init; }

    /// <summary>Packets counted by its first counter; null when it has none.</summary>
    public ulong? Packets { get; init; }

    /// <summary>Bytes counted by its first counter; null when it has none.</summary>
    public ulong? Bytes { get; init; }

    /// <summary>What it matches and does, in the JSON of libnftables-json(5).</summary>
    public required string Expressions { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"rule {Family} {Table} {Chain} handle {Handle}";
}
