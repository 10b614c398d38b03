using System.Globalization;

namespace OvsCtl.Controller.Executing;

/// <summary>Process 1 of a PID namespace, seen from outside of it.</summary>
internal static class NamespaceInit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(2);

    /// <summary>True when it is one, and has no handler for the signal: the kernel does not give it such a signal (pid_namespaces(7)).</summary>
    public static bool IsDeafTo(int pid, int signal)
    {
        var status = ReadStatus(pid);
        return status.GetValueOrDefault("NSpid")?.Split('\t', ' ') is [_, .., "1"]
            && ulong.TryParse(status.GetValueOrDefault("SigCgt"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var caught)
            && (caught >> (signal - 1) & 1) == 0;
    }

    /// <summary>Waits until its /proc shows its own namespace: whoever joins it then sees what it sees. Ends early when the process does.</summary>
    public static async Task FurnishedAsync(int pid, Task exited, TimeProvider time, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        while (!exited.IsCompleted && !HasOwnProc(pid) && time.GetElapsedTime(started) < Patience) await Task.Delay(Interval, time, ct).ConfigureAwait(false);
    }

    private static bool HasOwnProc(int pid)
    {
        var directory = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}");
        try
        {
            return new FileInfo($"{directory}/ns/pid").LinkTarget is { } own && new FileInfo($"{directory}/root/proc/1/ns/pid").LinkTarget == own;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // It ended between the look and the reading.
        }
    }

    private static Dictionary<string, string> ReadStatus(int pid)
    {
        try
        {
            return File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/status")).Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1].Trim());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // As above.
        }
    }
}
