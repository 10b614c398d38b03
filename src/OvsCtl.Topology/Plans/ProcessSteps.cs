using System.Globalization;
using OvsCtl.Topology.Desired;

namespace OvsCtl.Topology.Plans;

public sealed record StartProcess(string Lab, DesiredProcess Process) : PlanStep(PlanPhase.Processes, Change.Create)
{
    public override string Target => $"process '{Process.Command}' in {Process.Host}";

    public override IReadOnlyList<string> Commands =>
    [
        $"ip netns exec {Process.Host} " + string.Concat(Process.Environment.Select(e => $"env {e.Key}='{e.Value}' ")) + $"sh -c '{Process.Command.Replace("'", "'\\''", StringComparison.Ordinal)}' &",
    ];
}

public sealed record StopProcess(int Pid, string Host) : PlanStep(PlanPhase.StopProcesses, Change.Delete)
{
    public override string Target => string.Create(CultureInfo.InvariantCulture, $"process {Pid} in {Host}");

    public override IReadOnlyList<string> Commands => [string.Create(CultureInfo.InvariantCulture, $"kill {Pid}")];
}
