using System.Globalization;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Plans;

public sealed record StartProcess(string Lab, DesiredProcess Process) : PlanStep(PlanPhase.Processes, Change.Create)
{
    public override string Target => $"process '{Process.Command}' in {Process.Host}";

    public override IReadOnlyList<string> Commands =>
    [
        $"ip netns exec {Process.Host} {Unshare}" + string.Concat(Process.Environment.Select(e => $"env {e.Key}='{e.Value}' ")) + $"sh -c {Quoted(NameHost + Process.Command)} &",
    ];

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

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

public sealed record StopProcess(int Pid, string Host) : PlanStep(PlanPhase.StopProcesses, Change.Delete)
{
    public override string Target => string.Create(CultureInfo.InvariantCulture, $"process {Pid} in {Host}");

    public override IReadOnlyList<string> Commands => [string.Create(CultureInfo.InvariantCulture, $"kill {Pid}")];
}
