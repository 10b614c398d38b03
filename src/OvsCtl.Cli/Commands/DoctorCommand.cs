using OvsCtl.Api.Grpc;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Diagnostics;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class DoctorCommand : CliCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public DoctorCommand(GlobalOptions globals)
        : base("doctor", "Whether this machine has what labs need, and the command that mends what is missing.", "ovsctl doctor")
    {
        Run(globals, async (_, context, cancellationToken) =>
        {
            Prerequisite[] all =
            [
                .. MachinePrerequisites.Probe(),
                .. SandboxPrerequisites.Probe(),
                ForwardingPrerequisite.Probe(),
                await ProbeDaemonAsync(context, cancellationToken),
            ];
            DoctorView.Write(context.Terminal.OutPage, all);
            return all.Any(item => !item.IsMet && !item.IsOptional) ? ExitCode.NotPermitted : ExitCode.Ok;
        });
    }

    private static async Task<Prerequisite> ProbeDaemonAsync(CliContext context, CancellationToken cancellationToken)
    {
        using var client = context.Connect();
        try
        {
            var info = await client.Daemon.InfoAsync(Patience, cancellationToken);
            return new Prerequisite("daemon", true, $"ovsctld {info.Version} (pid {info.Pid}), Open vSwitch {(info.OvsVersion.Length > 0 ? $"{info.OvsVersion} " : "")}({info.OvsMode})", "");
        }
        catch (RpcException e)
        {
            return new Prerequisite("daemon", false, $"{e.Message}; 'lab run' and 'sandbox' bring their own", "sudo ovsctld", IsOptional: true);
        }
    }
}
