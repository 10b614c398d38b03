namespace OvsCtl.Netns;

/// <summary>A table of nftables.</summary>
/// <param name="Family"><c>ip</c>, <c>ip6</c>, <c>inet</c>, <c>arp</c>, <c>bridge</c> or <c>netdev</c>; a number for one that this library does not know.</param>
/// <param name="Name">Its name, unique in its family.</param>
public sealed record NftablesTable(string Family, string Name);
