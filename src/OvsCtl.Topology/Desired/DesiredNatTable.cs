namespace OvsCtl.Topology.Desired;

/// <summary>The one nft table of a lab in one namespace.</summary>
public sealed record DesiredNatTable(Place Place, string Name, IReadOnlyList<DesiredNatRule> Rules);

/// <param name="Chain">prerouting, output or postrouting.</param>
/// <param name="Text">The rule in nft syntax, without its comment.</param>
/// <param name="Comment">Says the whole rule in words: two rules with the same comment are the same rule, so what is installed is compared by it.</param>
public sealed record DesiredNatRule(string Chain, string Text, string Comment);
