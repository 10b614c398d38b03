using System.Diagnostics;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Sandboxes;

/// <summary>SIGTERM to a child: .NET's own Process.Kill knows SIGKILL only.</summary>
internal static class ChildSignal
{
    private const int SIGTERM = 15; // signal(7)

    /// <summary>The child is not waited for yet, so its id cannot have become another process's.</summary>
    public static void Terminate(Process child) => ProcessTable.Kill(child.Id, SIGTERM);
}
