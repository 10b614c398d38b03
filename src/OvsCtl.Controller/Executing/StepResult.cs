using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Executing;

/// <param name="Step">The step that was tried.</param>
/// <param name="Error">Why it failed; null when it is done.</param>
public sealed record StepResult(PlanStep Step, string? Error);
