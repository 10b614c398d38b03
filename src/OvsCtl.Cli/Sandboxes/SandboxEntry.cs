using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Sandboxes;

/// <summary>Runs this program once more inside a sandbox, for commands that enter namespaces themselves.</summary>
internal static class SandboxEntry
{
    // Ctrl-C reaches every process of the terminal's foreground, and nsenter must not die of it before what it waits for.
    // Programs inherit that a signal is ignored; the inner ovsctl undoes it for the command.
    private const string Patient = """trap "" INT QUIT; exec nsenter "$@" """;

    /// <summary>Runs a command about the kernel. Ctrl-C ends it.</summary>
    public static Task<int> RunAsync(SandboxSocket sandbox, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(sandbox, new ProcessStartInfo("nsenter", Argv(sandbox, arguments)), async process =>
        {
            try
            {
                await process.WaitForExitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // Ctrl-C reached the inner program from the terminal; SIGTERM did not. How it ends is its own affair.
                ChildSignal.TerminateInner(process);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        });

    /// <summary>Runs a command that runs a program of the user's: the program has the terminal, and what is typed is its affair.</summary>
    public static Task<int> RunProgramAsync(SandboxSocket sandbox, IReadOnlyList<string> arguments) =>
        RunAsync(sandbox, new ProcessStartInfo("/bin/sh", ["-c", Patient, "sh", .. Argv(sandbox, arguments)]), async process =>
        {
            using var loan = new TerminalLoan(() => ChildSignal.TerminateInner(process));
            await process.WaitForExitAsync(CancellationToken.None);
        });

    private static async Task<int> RunAsync(SandboxSocket sandbox, ProcessStartInfo start, Func<Process, Task> wait)
    {
        start.UseShellExecute = false;
        start.Environment[DaemonSocket.EnvironmentVariable] = sandbox.InnerPath;
        try
        {
            using var process = Process.Start(start) ?? throw new CommandFailure(ExitCode.ExecFailed, "nsenter did not start");
            await wait(process);
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
