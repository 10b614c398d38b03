using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Topology.Plans;

/// <summary>
/// Compares what is wanted with what is there. Looks only at what carries the lab's mark; anything else that stands in the way
/// of a name is a conflict, never a victim.
/// </summary>
public static class Differ
{
    /// <param name="desired">What the lab needs.</param>
    /// <param name="observed">What was seen a moment ago.</param>
    /// <param name="flows">The flows that follow from both, for the bridges that we control.</param>
    /// <param name="wasUp">Whether the lab has been up like this. What it adopts and is not there any more has been taken away then: only what needs that fails.</param>
    /// <exception cref="ObjectConflictException">A name that the lab needs belongs to something else, or an interface that it adopts is not there.</exception>
    /// <exception cref="MissingFeatureException">The kernel lacks something that the lab needs.</exception>
    public static Plan Diff(DesiredState desired, ObservedState observed, IReadOnlyList<DesiredFlow> flows, bool wasUp = false)
    {
        desired = Adoptions.WithoutAbsent(desired, observed);
        ShapeDiff.Check(desired, observed);
        Conflicts.Check(desired, observed, wasUp);
        var links = new LinkDiff(desired, observed);
        List<PlanStep> steps =
        [
            .. NamespaceDiff.Steps(desired, observed),
            .. links.Steps(),
            .. SwitchDiff.Steps(desired, observed, links),
            .. AddressDiff.Steps(desired, observed, links),
            .. ShapeDiff.Steps(desired, links),
            .. RouteDiff.Steps(desired, observed, links),
            .. NatDiff.Steps(desired, observed),
            .. FlowDiff.Steps(desired, observed, flows),
            .. ProcessDiff.Steps(desired, observed),
        ];
        // A stable sort: within a phase the order above is the order of the file.
        return new Plan(desired.Lab, [.. Replacements.Mark(steps).OrderBy(s => s.Phase)]);
    }

    /// <summary>Whether this machine can carry the lab at all.</summary>
    /// <exception cref="MissingFeatureException">The kernel lacks something that the lab needs.</exception>
    public static void CheckFeatures(DesiredState desired, ObservedState observed) => ShapeDiff.Check(desired, observed);

    /// <summary>Everything that carries the lab's mark goes. Works without the lab's file.</summary>
    public static Plan Teardown(string lab, ObservedState observed) => Diff(new DesiredState { Lab = lab }, observed, []);
}
