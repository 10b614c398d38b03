namespace OvsCtl.Topology.Plans;

/// <summary>
/// The order of work. Removal goes from the outside in, making from the inside out: every link is finished before its port
/// enters OVSDB (overlapping the two costs ovs-vswitchd seven times the CPU), and every port has a number before its flows. A runner may do steps beside an earlier phase that they do not need (<see cref="BesideSwitch"/>).
/// </summary>
public enum PlanPhase
{
    StopProcesses,
    RemoveNat,
    RemoveRoutes,
    RemoveAddresses,
    RemovePorts,
    RemoveLinks,
    RemoveNamespaces,
    Namespaces,
    Links,
    Switches,
    Addresses,
    Shaping,
    Routes,
    Nat,
    Flows,
    Processes,
}

public static class PlanPhaseNames
{
    /// <summary>The phase as people read it in progress output.</summary>
    public static string Name(this PlanPhase phase) => phase switch
    {
        PlanPhase.StopProcesses or PlanPhase.Processes => "processes",
        PlanPhase.RemoveNat or PlanPhase.Nat => "nat",
        PlanPhase.RemoveRoutes or PlanPhase.Routes => "routes",
        PlanPhase.RemoveAddresses or PlanPhase.Addresses => "addresses",
        PlanPhase.RemovePorts or PlanPhase.Switches => "switches",
        PlanPhase.RemoveLinks or PlanPhase.Links => "links",
        PlanPhase.RemoveNamespaces or PlanPhase.Namespaces => "namespaces",
        PlanPhase.Shaping => "shaping",
        PlanPhase.Flows => "flows",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, null),
    };
}
