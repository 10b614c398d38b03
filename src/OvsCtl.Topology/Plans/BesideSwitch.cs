namespace OvsCtl.Topology.Plans;

/// <summary>
/// What of a plan can be done while the switch takes in its ports, which it does on one processor: addresses, shapes and routes inside hosts that need nothing
/// the switch makes. Not those of root, where the switch listens to every change.
/// </summary>
public static class BesideSwitch
{
    private static readonly PlanPhase[] s_phases = [PlanPhase.Addresses, PlanPhase.Shaping, PlanPhase.Routes];

    /// <returns>By phase, in the order in which they run.</returns>
    public static IReadOnlyList<(PlanPhase Phase, IReadOnlyList<PlanStep> Steps)> Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var later = plan.Steps.Where(s => s.Phase == PlanPhase.Switches).SelectMany(StepObjects.Provides).ToHashSet();
        var beside = new List<(PlanPhase, IReadOnlyList<PlanStep>)>();
        foreach (var phase in plan.Phases.Where(p => s_phases.Contains(p.Key)))
        {
            var steps = new List<PlanStep>();
            foreach (var step in phase)
            {
                if (StepObjects.PlaceOf(step) is { IsRoot: false } && !StepObjects.Needs(step).Any(later.Contains)) steps.Add(step);
                else later.UnionWith(StepObjects.Provides(step));
            }

            if (steps.Count > 0) beside.Add((phase.Key, steps));
        }

        return beside;
    }
}
