using System.Diagnostics;
using System.Globalization;

namespace OvsCtl.Cli.Sandboxes;

/// <summary>SIGTERM to a child: .NET's own Process.Kill knows SIGKILL only, and native calls live in OvsCtl.Netns.</summary>
internal static class ChildSignal
{
    /// <summary>The child is not waited for yet, so its id cannot have become another process's.</summary>
    public static async Task TerminateAsync(Process child)
    {
        string[] arguments = ["-c", "kill -TERM \"$0\" 2>/dev/null", child.Id.ToString(CultureInfo.InvariantCulture)];
        using var kill = Process.Start("/bin/sh", arguments);
        await kill.WaitForExitAsync();
    }
}
