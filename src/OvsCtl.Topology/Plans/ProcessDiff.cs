using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Topology.Plans;

internal static class ProcessDiff
{
    public static IEnumerable<PlanStep> Steps(DesiredState desired, ObservedState observed)
    {
        var ours = observed.Processes.Where(p => p.Lab == desired.Lab).ToList();
        var wanted = desired.Hosts.Select(h => h.Process).OfType<DesiredProcess>().ToList();
        // A process does not follow its host into a namespace that is made anew.
        bool IsRightPlace(string host) => observed.Find(new Place(host)) is not null;
        foreach (var process in ours)
            if (process.ExitCode is null && !(IsRightPlace(process.Host) && wanted.Exists(w => w.Host == process.Host && w.Run == process.Run)))
                yield return new StopProcess(process.Pid, process.Host) { Reason = "the lab has no such process" };
        // One that ended by itself is reported, not started again.
        foreach (var process in wanted)
            if (!IsRightPlace(process.Host) || !ours.Exists(p => p.Host == process.Host && p.Run == process.Run))
                yield return new StartProcess(desired.Lab, process) { Reason = "it is not running" };
    }
}
