using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Executing;

/// <summary>Hears how a plan goes along; called from the lab's own loop, one call at a time.</summary>
public interface IPlanProgress
{
    /// <summary>Whoever wants to look first holds the plan up here.</summary>
    public Task BeforePhaseAsync(PlanPhase phase, IReadOnlyList<PlanStep> steps, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Whether somebody looks between the phases: then nothing is begun before its turn.</summary>
    public bool IsStepwise => false;

    public void OnPhase(PlanPhase phase, int stepCount);

    public void OnStep(StepResult result);
}
