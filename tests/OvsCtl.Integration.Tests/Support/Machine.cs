using System.Globalization;
using System.Text.RegularExpressions;

namespace OvsCtl.Integration.Tests.Support;

/// <summary>What other tools see of the sandbox's root namespace.</summary>
internal static partial class Machine
{
    /// <summary>Everything a lab could leave behind, as text; times, counters and ids left out.</summary>
    public static async Task<string> SnapshotAsync()
    {
        var run = await Programs.ShellAsync("""
            ip netns list | sed 's/ (id.*//' | sort
            ip -o link | sed 's/^[0-9]*: //; s/@[^:]*//' | cut -d: -f1 | grep -v '^ovs-netdev$' | sort
            ip route
            nft list ruleset
            cat /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv6/conf/all/forwarding
            """);
        return run.Ok();
    }

    /// <summary>The processes that carry a lab's mark.</summary>
    public static IReadOnlyList<int> LabProcesses() =>
        [.. Directory.EnumerateDirectories("/proc").Select(d => Path.GetFileName(d)).Where(d => Pid().IsMatch(d)).Where(HasMark).Select(d => int.Parse(d, CultureInfo.InvariantCulture))];

    public static IReadOnlySet<int> Processes() =>
        Directory.EnumerateDirectories("/proc").Select(d => Path.GetFileName(d)).Where(d => Pid().IsMatch(d)).Select(d => int.Parse(d, CultureInfo.InvariantCulture)).ToHashSet();

    private static bool HasMark(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/environ").Contains("OVSCTL_LAB=", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // It ended between the list and the look.
        }
    }

    [GeneratedRegex("^[0-9]+$")]
    private static partial Regex Pid();
}
