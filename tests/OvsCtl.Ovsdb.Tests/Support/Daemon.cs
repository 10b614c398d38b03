using System.Diagnostics;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>Ends daemons that are no children of ours, and in a sandbox perhaps nobody's: they cannot be waited for as children are.</summary>
internal static class Daemon
{
    /// <summary>Ends a process at once, as a crash would, and completes when it has let go of its files and sockets.</summary>
    public static async Task KillAsync(int id)
    {
        using (var process = Process.GetProcessById(id)) process.Kill();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (IsRunning(id)) await Task.Delay(5, deadline.Token);
    }

    // A zombie, which nobody may reap in a sandbox, has let go of everything.
    private static bool IsRunning(int id)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{id}/stat");
            return status[status.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
