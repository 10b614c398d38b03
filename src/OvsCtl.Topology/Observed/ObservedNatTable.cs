namespace OvsCtl.Topology.Observed;

/// <summary>An nft table with a lab's name.</summary>
public sealed record ObservedNatTable
{
    public required Place Place { get; init; }

    public required string Name { get; init; }

    public required string Lab { get; init; }

    /// <summary>Chain and comment of each rule, in order.</summary>
    public IReadOnlyList<(string Chain, string Comment)> Rules { get; init; } = [];

    /// <summary>Values of root's sysctls from before the first lab changed them; kept in the table so that they live as long as the change.</summary>
    public IReadOnlyDictionary<string, string> SavedSysctls { get; init; } = new Dictionary<string, string>();
}
