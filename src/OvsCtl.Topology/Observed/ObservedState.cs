namespace OvsCtl.Topology.Observed;

/// <summary>What is there: one look at the kernel, the OVSDB replica and the flow tables. Immutable; never kept for long.</summary>
public sealed record ObservedState
{
    /// <summary>Root and every named namespace that could be opened.</summary>
    public required IReadOnlyDictionary<Place, ObservedPlace> Places { get; init; }

    /// <summary>Names below /run/netns that are no namespace any more.</summary>
    public IReadOnlySet<string> StaleNames { get; init; } = new HashSet<string>();

    public IReadOnlyDictionary<string, ObservedBridge> Bridges { get; init; } = new Dictionary<string, ObservedBridge>();

    public IReadOnlyList<ObservedNatTable> NatTables { get; init; } = [];

    /// <summary>What the lab's table in root remembered when it was last there, for one that somebody has deleted since: the old values of root's sysctls.</summary>
    public IReadOnlyDictionary<string, string> RememberedSysctls { get; init; } = new Dictionary<string, string>();

    /// <summary>Running processes that carry a lab's mark, and those the daemon has seen end.</summary>
    public IReadOnlyList<ObservedProcess> Processes { get; init; } = [];

    /// <summary>Queueing disciplines that were looked for and that the kernel does not have, each with what people can do about it.</summary>
    public IReadOnlyDictionary<string, string> MissingDisciplines { get; init; } = new Dictionary<string, string>();

    public ObservedPlace Root => Places[Place.Root];

    public ObservedPlace? Find(Place place) => Places.GetValueOrDefault(place);
}
