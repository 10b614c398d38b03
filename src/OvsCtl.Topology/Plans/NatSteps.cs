using OvsCtl.Topology.Desired;

namespace OvsCtl.Topology.Plans;

/// <summary>Makes a lab's nft table, or puts a new one in the place of the old in one transaction.</summary>
public sealed record ApplyNat : PlanStep
{
    public ApplyNat(DesiredNatTable table, Change change, IReadOnlyDictionary<string, string> savedSysctls, IReadOnlyDictionary<string, string> sysctls)
        : base(PlanPhase.Nat, change) => (Table, SavedSysctls, Sysctls) = (table, savedSysctls, sysctls);

    public DesiredNatTable Table { get; }

    /// <summary>What the sysctls of root were before: kept in the table, so that whoever removes it can put them back.</summary>
    public IReadOnlyDictionary<string, string> SavedSysctls { get; }

    /// <summary>What is to be set once the old values are kept.</summary>
    public IReadOnlyDictionary<string, string> Sysctls { get; }

    public override string Target => $"nat table {Table.Name}" + (Table.Place.IsRoot ? "" : $" in {Table.Place}");

    public override IReadOnlyList<string> Commands =>
    [
        .. NftText.Replace(Table, SavedSysctls).Select(c => In(Table.Place, $"nft '{c}'")),
        .. Sysctls.Select(s => Sysctl(Table.Place, s.Key, s.Value)),
    ];
}

/// <summary>Removes a lab's nft table and puts back what it remembers.</summary>
public sealed record DeleteNat(Place Place, string Table) : PlanStep(PlanPhase.RemoveNat, Change.Delete)
{
    /// <summary>Sysctls to set back to their old values.</summary>
    public IReadOnlyDictionary<string, string> Restore { get; init; } = new Dictionary<string, string>();

    /// <summary>Another lab's table that still needs the changed sysctls and takes over the memory of the old values; null for none.</summary>
    public string? HandOverTo { get; init; }

    /// <summary>What is handed over.</summary>
    public IReadOnlyDictionary<string, string> HandedOver { get; init; } = new Dictionary<string, string>();

    public override string Target => $"nat table {Table}" + (Place.IsRoot ? "" : $" in {Place}");

    public override IReadOnlyList<string> Commands =>
    [
        .. Restore.Select(s => Sysctl(Place, s.Key, s.Value)),
        .. HandOverTo is { } heir ? NftText.Save(heir, HandedOver).Select(c => In(Place, $"nft '{c}'")) : [],
        In(Place, $"nft delete table inet {Table}"),
    ];
}
