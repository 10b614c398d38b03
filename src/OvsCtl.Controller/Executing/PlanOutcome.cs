using OvsCtl.Controller.Observing;
using OvsCtl.Topology;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Executing;

/// <param name="Done">The steps that were carried out.</param>
/// <param name="Failures">Those that were tried and failed.</param>
/// <param name="Skipped">Those that were not begun, each with the object that it needs and that could not be made.</param>
public sealed record PlanOutcome(IReadOnlyList<PlanStep> Done, IReadOnlyList<StepResult> Failures, IReadOnlyList<(PlanStep Step, string Needed)> Skipped)
{
    /// <summary>Hosts that were read after the last step that concerns them.</summary>
    public IReadOnlyDictionary<Place, SeenPlace> Seen { get; init; } = new Dictionary<Place, SeenPlace>();
}
