using System.Diagnostics;
using System.Globalization;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Sandboxes;

/// <summary>SIGTERM to a child: .NET's own Process.Kill knows SIGKILL only.</summary>
internal static class ChildSignal
{
    private const int SIGTERM = 15; // signal(7)

    /// <summary>The child is not waited for yet, so its id cannot have become another process's.</summary>
    public static void Terminate(Process child) => ProcessTable.Kill(child.Id, SIGTERM);

    /// <summary>To what the child itself started: <c>nsenter</c> waits for the one process it has forked, and ends as that does.</summary>
    public static void TerminateInner(Process child)
    {
        var id = child.Id.ToString(CultureInfo.InvariantCulture);
        var path = $"/proc/{id}/task/{id}/children";
        if (!File.Exists(path) || !int.TryParse(File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var inner)) Terminate(child);
        else ProcessTable.Kill(inner, SIGTERM);
    }
}
