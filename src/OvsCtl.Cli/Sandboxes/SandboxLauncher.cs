using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using OvsCtl.Cli.Commands;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Sandboxes;

/// <summary>
/// The outer side of a sandbox: starts <c>unshare</c> with this program inside, and holds one end of a pipe, the lifeline. However this
/// process ends, kill -9 included, the pipe ends with it and so does everything inside.
/// </summary>
internal static class SandboxLauncher
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        using var process = Start(Argv(pipe.GetClientHandleAsString(), arguments));
        pipe.DisposeLocalCopyOfClientHandle();
        using var lifeline = new LifelineHolder(pipe);
        using var foreground = TerminalForeground.Keep();
        await using var ending = cancellationToken.Register(lifeline.Terminate);
        if (await FirstProcess.FindAsync(process) is { } pid)
            lifeline.TellOutsidePid(pid);
        // Not cancelled: the inner process ends when it has cleaned up, and this one has nothing better to do than to wait for it.
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    private static string[] Argv(string pipeHandle, IReadOnlyList<string> arguments) =>
    [
        "unshare",
        .. Environment.IsPrivilegedProcess ? [] : new[] { "--user", "--map-root-user" },
        "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--",
        .. SelfCommand.Argv,
        SandboxInitCommand.CommandName, string.Create(CultureInfo.InvariantCulture, $"--lifeline={pipeHandle}"),
        .. arguments,
    ];

    private static Process Start(string[] argv)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(argv[0], argv[1..]) { UseShellExecute = false })
                ?? throw new CommandFailure(ExitCode.Failed, "unshare did not start");
        }
        catch (Win32Exception e)
        {
            throw new CommandFailure(ExitCode.NotPermitted, $"cannot start unshare: {e.Message}", e);
        }
    }
}
