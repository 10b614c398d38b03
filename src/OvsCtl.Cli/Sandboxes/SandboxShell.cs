using System.ComponentModel;
using System.Diagnostics;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Sandboxes;

/// <summary><c>sandbox</c>, inside: the user's command with the sandbox's daemon at hand.</summary>
internal static class SandboxShell
{
    private const int ENOENT = 2;

    public static async Task<int> RunAsync(Lifeline lifeline, IReadOnlyList<string> command)
    {
        IReadOnlyList<string> argv = command.Count > 0 ? command : [Environment.GetEnvironmentVariable("SHELL") is { Length: > 0 } shell ? shell : "/bin/sh"];
        using var process = Start(argv);
        // Ctrl-C reaches the command from the terminal; SIGTERM to the outer process reaches it only from here.
        try
        {
            await process.WaitForExitAsync(lifeline.Terminating);
        }
        catch (OperationCanceledException)
        {
            ChildSignal.Terminate(process);
            await process.WaitForExitAsync(CancellationToken.None);
        }
        return process.ExitCode;
    }

    private static Process Start(IReadOnlyList<string> argv)
    {
        var start = new ProcessStartInfo(argv[0], argv.Skip(1)) { UseShellExecute = false };
        start.Environment[DaemonSocket.EnvironmentVariable] = DaemonSocket.DefaultPath;
        // So that 'ovsctl' is this program, wherever it is installed.
        start.Environment["PATH"] = $"{AppContext.BaseDirectory.TrimEnd('/')}:{Environment.GetEnvironmentVariable("PATH")}";
        try
        {
            return Process.Start(start) ?? throw new CommandFailure(ExitCode.ExecFailed, $"{argv[0]} did not start");
        }
        catch (Win32Exception e)
        {
            throw new CommandFailure(
                e.NativeErrorCode == ENOENT ? ExitCode.ExecNotFound : ExitCode.ExecNotExecutable, $"{argv[0]}: {e.Message}", e);
        }
    }
}
