using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Sandboxes;

/// <summary>Runs this program once more inside a sandbox, for commands that enter namespaces themselves.</summary>
internal static class SandboxEntry
{
    public static async Task<int> RunAsync(SandboxSocket sandbox, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var argv = Argv(sandbox, arguments);
        var start = new ProcessStartInfo("nsenter", argv) { UseShellExecute = false };
        start.Environment[DaemonSocket.EnvironmentVariable] = sandbox.InnerPath;
        try
        {
            using var process = Process.Start(start) ?? throw new CommandFailure(ExitCode.ExecFailed, "nsenter did not start");
            try
            {
                await process.WaitForExitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // Ctrl-C reached the inner program from the terminal; SIGTERM did not. How it ends is its own affair.
                ChildSignal.Terminate(process);
                await process.WaitForExitAsync(CancellationToken.None);
            }
            return process.ExitCode;
        }
        catch (Win32Exception e)
        {
            throw new CommandFailure(ExitCode.ExecFailed, $"cannot start nsenter: {e.Message}", e);
        }
    }

    private static string[] Argv(SandboxSocket sandbox, IReadOnlyList<string> arguments)
    {
        var pid = sandbox.Pid.ToString(CultureInfo.InvariantCulture);
        return
        [
            "--target", pid,
            .. IsOtherUserNamespace(pid) ? ["--user", "--preserve-credentials"] : Array.Empty<string>(),
            "--mount", "--net", "--pid", $"--wd={Environment.CurrentDirectory}", "--",
            .. SelfCommand.Argv,
            .. arguments,
        ];
    }

    private static bool IsOtherUserNamespace(string pid)
    {
        try
        {
            return File.ResolveLinkTarget("/proc/self/ns/user", false)?.Name != File.ResolveLinkTarget($"/proc/{pid}/ns/user", false)?.Name;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Unreachable, $"the sandbox of process {pid} is gone, or another user's", e);
        }
    }
}
