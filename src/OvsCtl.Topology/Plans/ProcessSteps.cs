using System.Globalization;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Plans;

public sealed record StartProcess(string Lab, DesiredProcess Process) : PlanStep(PlanPhase.Processes, Change.Create)
{
    public override string Target => $"process '{Process.FirstLine}' in {Process.Host}";

    public override IReadOnlyList<string> Commands =>
    [
        $"ip netns exec {Process.Host} {Unshare}env {string.Join(' ', Environment.Select(e => ShellText.Quote($"{e.Name}={e.Value}")))}{Space} sh -c {ShellText.Quote(NameHost + Process.Command)} </dev/null >/dev/null 2>&1 &",
    ];

    private IEnumerable<(string Name, string Value)> Environment =>
    [
        .. Process.Environment.Select(e => (e.Key, e.Value)),
        (LabMark.LabVariable, Lab),
        (LabMark.HostVariable, Process.Host),
        (LabMark.RunVariable, Process.Run),
    ];

    // Evaluated before the process gets a PID namespace of its own.
    private string Space => Process.Isolation == Isolation.None ? "" : $" {LabMark.PidNamespaceVariable}=\"$(readlink /proc/self/ns/pid)\"";

    private string Unshare
    {
        get
        {
            var isolation = Process.Isolation;
            if (isolation == Isolation.None) return "";
            string[] options =
            [
                .. isolation.HasFlag(Isolation.Pid) ? ["--pid", "--fork", "--kill-child", "--mount-proc"] : Array.Empty<string>(),
                .. isolation.HasFlag(Isolation.Uts) ? ["--uts"] : Array.Empty<string>(),
                .. isolation.HasFlag(Isolation.Ipc) ? ["--ipc"] : Array.Empty<string>(),
                .. isolation.HasFlag(Isolation.Mount) ? ["--mount"] : Array.Empty<string>(),
            ];
            return $"unshare {string.Join(' ', options)} ";
        }
    }

    private string NameHost => Process.Isolation.HasFlag(Isolation.Uts) ? $"hostname {Process.Host}; " : "";
}

public sealed record StopProcess(int Pid, string Host) : PlanStep(PlanPhase.StopProcesses, Change.Delete)
{
    public override string Target => string.Create(CultureInfo.InvariantCulture, $"process {Pid} in {Host}");

    public override IReadOnlyList<string> Commands => [string.Create(CultureInfo.InvariantCulture, $"kill {Pid}")];
}
