namespace OvsCtl.Topology.Desired;

/// <summary>A host: a named network namespace.</summary>
public sealed record DesiredHost
{
    public required string Name { get; init; }

    public Place Place => new(Name);

    /// <summary>lo with its extra addresses; its alias is the mark of the whole namespace.</summary>
    public required DesiredInterface Loopback { get; init; }

    /// <summary>
    /// Written right after the namespace is made. A new namespace copies some of them from the machine's initial one,
    /// so those that matter to a lab are always set.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Sysctls { get; init; }

    public DesiredProcess? Process { get; init; }
}
