using OvsCtl.Topology.Desired;

namespace OvsCtl.Topology.Plans;

public sealed record CreateNamespace(DesiredHost Host) : PlanStep(PlanPhase.Namespaces, Change.Create)
{
    public override string Target => $"host {Host.Name}";

    public override IReadOnlyList<string> Commands =>
    [
        $"ip netns add {Host.Name}",
        .. Host.Sysctls.Select(s => $"ip netns exec {Host.Name} sysctl -qw {s.Key}={s.Value}"),
        $"ip -n {Host.Name} link set lo up",
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

    public override IReadOnlyList<string> Commands => [In(Place, $"sysctl -qw {Name}={Value}")];
}
