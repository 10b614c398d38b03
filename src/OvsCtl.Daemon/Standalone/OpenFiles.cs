using System.Globalization;

namespace OvsCtl.Daemon.Standalone;

/// <summary>How many files this process may have open: each connection is one. The runtime has raised the limit as far as it may.</summary>
internal static class OpenFiles
{
    // The runtime opens files at any time (libraries, memory to map) and dies when it cannot.
    private const int Reserve = 128;

    /// <summary>How many connections there is room for.</summary>
    public static int RoomForConnections => Math.Max(1, Limit() - Reserve);

    private static int Limit()
    {
        // Limit                     Soft Limit           Hard Limit           Units
        // Max open files            1024                 524288               files
        var line = File.ReadLines("/proc/self/limits").FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(3);
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : int.MaxValue;
    }
}
