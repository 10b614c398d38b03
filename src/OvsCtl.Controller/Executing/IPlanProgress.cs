using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Executing;

/// <summary>Hears how a plan goes along; called from the lab's own loop, one call at a time.</summary>
public interface IPlanProgress
{
    public void OnPhase(PlanPhase phase, int stepCount);

    public void OnStep(StepResult result);
}
