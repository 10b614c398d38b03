using OvsCtl.Topology.Desired;

namespace OvsCtl.Topology.Plans;

public sealed record CreateNamespace(string Lab, DesiredHost Host) : PlanStep(PlanPhase.Namespaces, Change.Create)
{
    public override string Target => $"host {Host.Name}";

    public override IReadOnlyList<string> Commands =>
    [
        $"ip netns add {Host.Name}",
        Ip(Host.Place, $"link set lo group {LabMark.Group(Lab)} {Mark(Lab, Host.Loopback)} up"),
        .. Host.Sysctls.Select(s => Sysctl(Host.Place, s.Key, s.Value)),
    ];
}

public sealed record DeleteNamespace(string Name) : PlanStep(PlanPhase.RemoveNamespaces, Change.Delete)
{
    public override string Target => $"host {Name}";

    public override IReadOnlyList<string> Commands => [$"ip netns del {Name}"];
}

/// <summary>Sets a sysctl of a host that is up already.</summary>
public sealed record SetSysctl(Place Place, string Name, string Value) : PlanStep(PlanPhase.Namespaces, Change.Update)
{
    public override string Target => $"sysctl {Name} of {Place}";

    public override IReadOnlyList<string> Commands => [Sysctl(Place, Name, Value)];
}
