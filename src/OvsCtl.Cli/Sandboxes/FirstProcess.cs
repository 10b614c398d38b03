using System.Diagnostics;
using System.Globalization;

namespace OvsCtl.Cli.Sandboxes;

/// <summary>The first process of a sandbox as the outside sees it: the one child of <c>unshare</c>.</summary>
internal static class FirstProcess
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    /// <returns>Null when unshare ended without one.</returns>
    public static async Task<int?> FindAsync(Process unshare)
    {
        var id = unshare.Id.ToString(CultureInfo.InvariantCulture);
        var path = $"/proc/{id}/task/{id}/children";
        while (!unshare.HasExited)
        {
            if (int.TryParse(ReadAll(path), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) return pid;
            // There is no event for a fork of somebody else's; unshare makes it within milliseconds.
            await Task.Delay(Interval);
        }
        return null;
    }

    private static string ReadAll(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (IOException)
        {
            // unshare ended between the look and the reading; the caller looks again.
            return "";
        }
    }
}
