namespace OvsCtl.Topology.Desired;

/// <summary>
/// What must exist for a lab to be up, with every default filled in: names, MACs, which end of a cable is where.
/// Flows are not here: they follow from it and from the port numbers the switch hands out.
/// </summary>
public sealed record DesiredState
{
    public required string Lab { get; init; }

    public IReadOnlyList<DesiredHost> Hosts { get; init; } = [];

    public IReadOnlyList<DesiredBridge> Bridges { get; init; } = [];

    public IReadOnlyList<DesiredLinuxBridge> LinuxBridges { get; init; } = [];

    public IReadOnlyList<DesiredCable> Cables { get; init; } = [];

    /// <summary>Interfaces of the machine that are moved into hosts.</summary>
    public IReadOnlyList<DesiredAdoption> Adoptions { get; init; } = [];

    /// <summary>Routes of the hosts and those that root needs to reach them.</summary>
    public IReadOnlyList<DesiredRoute> Routes { get; init; } = [];

    public IReadOnlyList<DesiredNatTable> NatTables { get; init; } = [];

    /// <summary>Every interface that is ours, with its addresses: both ends of the cables, the bridges' own, the hosts' loopbacks, and those adopted.</summary>
    public IEnumerable<DesiredInterface> Interfaces =>
        Cables.SelectMany(c => new[] { c.A, c.B })
            .Concat(LinuxBridges.Select(b => b.Interface))
            .Concat(Bridges.Select(b => b.Interface))
            .Concat(Hosts.Select(h => h.Loopback))
            .Concat(Adoptions.Select(a => a.Interface));

    public DesiredHost? FindHost(string name) => Hosts.FirstOrDefault(h => h.Name == name);
}
