using OvsCtl.Api.V1;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Daemon.Services;

internal static class PlanMessages
{
    public static Api.V1.PlanStep Step(Topology.Plans.PlanStep step) => new()
    {
        Change = step.Change switch
        {
            Change.Create => step.IsReplacement ? ChangeKind.Replace : ChangeKind.Create,
            Change.Update => ChangeKind.Update,
            Change.Delete => ChangeKind.Delete,
            _ => ChangeKind.Unspecified,
        },
        Object = step.Target,
        Reason = step.Reason,
        Phase = step.Phase.Name(),
        Commands = { step.Commands },
    };
}
