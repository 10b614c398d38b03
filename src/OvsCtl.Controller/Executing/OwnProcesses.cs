using System.Globalization;
using System.Text;

namespace OvsCtl.Controller.Executing;

/// <summary>
/// Processes of this daemon's own PID namespace, by the marks in their environment. Those of sandboxes inside this machine are
/// seen from here too, may carry the same marks, and are not ours.
/// </summary>
internal static class OwnProcesses
{
    public static IEnumerable<(int Pid, IReadOnlyDictionary<string, string> Environment)> WithVariable(string name)
    {
        var own = PidNamespace("self");
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            var entry = Path.GetFileName(directory);
            if (!int.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) || PidNamespace(entry) != own) continue;
            var environment = ReadEnvironment(entry);
            if (environment.ContainsKey(name)) yield return (pid, environment);
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
