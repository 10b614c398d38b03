namespace OvsCtl.Topology.Plans;

/// <summary>Ordered steps from what is there to what is wanted. An empty plan is the definition of "done".</summary>
public sealed record Plan(string Lab, IReadOnlyList<PlanStep> Steps)
{
    public bool IsEmpty => Steps.Count == 0;

    /// <summary>The steps in the phases in which they run.</summary>
    public IEnumerable<IGrouping<PlanPhase, PlanStep>> Phases => Steps.GroupBy(s => s.Phase).OrderBy(g => g.Key);
}
