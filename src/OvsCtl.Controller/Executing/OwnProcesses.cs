using System.Globalization;
using System.Text;
using OvsCtl.Topology;

namespace OvsCtl.Controller.Executing;

/// <summary>
/// Processes started by a daemon of this PID namespace, by the marks in their environment: those in it, and isolated ones that have
/// one of their own. Those of sandboxes inside this machine are seen from here too, may carry the same marks, and are not ours.
/// </summary>
internal static class OwnProcesses
{
    /// <summary>The number of this PID namespace, as a mark.</summary>
    public static string Space => PidNamespace("self") ?? "";

    public static IEnumerable<(int Pid, IReadOnlyDictionary<string, string> Environment)> WithVariable(string name)
    {
        var own = Space;
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            var entry = Path.GetFileName(directory);
            if (!int.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) continue;
            var isHere = PidNamespace(entry) == own;
            var environment = ReadEnvironment(entry);
            if (environment.ContainsKey(name) && (isHere || environment.GetValueOrDefault(LabMark.PidNamespaceVariable) == own)) yield return (pid, environment);
        }
    }

    private static string? PidNamespace(string pid)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/ns/pid").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // It ended between the list and the look.
        }
    }

    private static Dictionary<string, string> ReadEnvironment(string pid)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{pid}/environ")).Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Select(v => v.Split('=', 2)).Where(v => v.Length == 2).GroupBy(v => v[0]).ToDictionary(g => g.Key, g => g.First()[1]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // As above.
        }
    }
}
