using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Executing;

/// <summary>For plans that nobody waits for.</summary>
internal sealed class NoProgress : IPlanProgress
{
    public static readonly NoProgress Instance = new();

    public void OnPhase(PlanPhase phase, int stepCount)
    {
        // Nobody listens.
    }

    public void OnStep(StepResult result)
    {
        // Nobody listens.
    }
}
