namespace OvsCtl.Netns;

/// <summary>A chain of nftables.</summary>
public sealed record NftablesChain
{
    /// <summary>The family of its table: <c>ip</c>, <c>ip6</c>, <c>inet</c>, <c>arp</c>, <c>bridge</c> or <c>netdev</c>.</summary>
    public required string Family { get; init; }

    /// <summary>Its table.</summary>
    public required string Table { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its number, unique in the table.</summary>
    public ulong Handle { get; init; }

    /// <summary>Where packets come in, such as <c>forward</c>; null for a chain that others jump to.</summary>
    public string? Hook { get; init; }

    /// <summary><c>filter</c>, <c>nat</c> or <c>route</c>; null for a chain that others jump to.</summary>
    public string? Type { get; init; }

    /// <summary>Its turn at the hook: the lowest first.</summary>
    public int? Priority { get; init; }

    /// <summary>What happens to packets that no rule decides about: <c>accept</c> or <c>drop</c>; null for a chain that others jump to.</summary>
    public string? Policy { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"chain {Family} {Table} {Name}";
}
