namespace OvsCtl.Netns;

/// <summary>Something changed in a table of nftables.</summary>
/// <param name="Table">The table's name; null when anything may have changed: at the start, and when the kernel had to drop notifications.</param>
public sealed record NftablesChange(string? Table);
