using System.Globalization;
using OvsCtl.Topology.Desired;

namespace OvsCtl.Topology.Plans;

public sealed record StartProcess(string Lab, DesiredProcess Process) : PlanStep(PlanPhase.Processes, Change.Create)
{
    public override string Target => $"process '{Process.FirstLine}' in {Process.Host}";

    public override IReadOnlyList<string> Commands =>
    [
        $"ip netns exec {Process.Host} env {string.Join(' ', Environment.Select(e => ShellText.Quote($"{e.Name}={e.Value}")))} sh -c {ShellText.Quote(Process.Command)} </dev/null >/dev/null 2>&1 &",
    ];

    private IEnumerable<(string Name, string Value)> Environment =>
    [
        .. Process.Environment.Select(e => (e.Key, e.Value)),
        (LabMark.LabVariable, Lab),
        (LabMark.HostVariable, Process.Host),
        (LabMark.RunVariable, Process.Run),
    ];
}

public sealed record StopProcess(int Pid, string Host) : PlanStep(PlanPhase.StopProcesses, Change.Delete)
{
    public override string Target => string.Create(CultureInfo.InvariantCulture, $"process {Pid} in {Host}");

    public override IReadOnlyList<string> Commands => [string.Create(CultureInfo.InvariantCulture, $"kill {Pid}")];
}
