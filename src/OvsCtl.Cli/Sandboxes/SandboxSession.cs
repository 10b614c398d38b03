using OvsCtl.Cli.CommandLine;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Sandboxes;

/// <summary>Prepares the inside of a sandbox, runs the daemon there, and a body beside it.</summary>
internal static class SandboxSession
{
    public static async Task<int> RunAsync(CliContext context, Lifeline lifeline, Func<CliContext, Task<int>> body)
    {
        Mounts.PrepareSandbox();
        SandboxDaemon daemon;
        try
        {
            daemon = await SandboxDaemon.StartAsync(lifeline.Terminating);
        }
        catch (OperationCanceledException e)
        {
            throw new CommandFailure(ExitCode.Failed, "interrupted while the daemon was starting", e);
        }
        try
        {
            return await body(context.At(DaemonSocket.DefaultPath));
        }
        finally
        {
            await daemon.StopAsync();
        }
    }
}
