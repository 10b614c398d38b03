using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Executing;

/// <param name="Done">The steps that were carried out.</param>
/// <param name="Failures">Those that were tried and failed.</param>
/// <param name="SkippedCount">Those that were not begun because an earlier phase failed.</param>
public sealed record PlanOutcome(IReadOnlyList<PlanStep> Done, IReadOnlyList<StepResult> Failures, int SkippedCount);
