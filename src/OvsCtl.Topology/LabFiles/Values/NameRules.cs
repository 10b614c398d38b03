using System.Text;

namespace OvsCtl.Topology.LabFiles.Values;

/// <summary>What names may look like. Each rule gives null for a good name, else what is wrong with it.</summary>
internal static class NameRules
{
    /// <summary>IFNAMSIZ of linux/if.h is 16 with the terminating zero.</summary>
    private const int LongestInterfaceName = 15;

    private const int LongestHostName = 64;
    private const int LongestLabName = 32;

    /// <summary>Words that mean something where a host's or a switch's name may stand.</summary>
    private static readonly HashSet<string> Reserved =
        ["root", "lo", "loopback", "routes", "forward", "run", "env", "sysctl", "isolate", "adopt", "like", "shape"];

    public static string? Lab(string name) =>
        name.Length > LongestLabName ? $"is {name.Length} characters long; a lab's name has at most {LongestLabName}"
        : !IsMadeOf(name, "_-") ? "is no name for a lab: letters, digits, '_' and '-' are allowed, a letter or digit first"
        : null;

    public static string? Host(string name) =>
        name.Length > LongestHostName ? $"is {name.Length} characters long; a host's name has at most {LongestHostName}"
        : !IsMadeOf(name, "._-") ? "is no name for a host: letters, digits, '.', '_' and '-' are allowed, a letter or digit first"
        : IsReserved(name);

    /// <summary>A switch's name is the name of its bridge's interface as well.</summary>
    public static string? Switch(string name) =>
        IsTooLong(name) ?? (!IsMadeOf(name, "._-")
            ? "is no name for a switch: letters, digits, '.', '_' and '-' are allowed, a letter or digit first"
            : IsReserved(name));

    public static string? Interface(string name) =>
        name == "lo" ? "is the loopback interface, which every namespace has already"
        : IsTooLong(name) ?? (!IsMadeOf(name, "._-")
            ? "is no name for an interface: letters, digits, '.', '_' and '-' are allowed, a letter or digit first"
            : null);

    public static string? EnvironmentVariable(string name) =>
        name.Length == 0 || name.AsSpan().ContainsAny('=', '\0') ? "is no name for an environment variable" : null;

    /// <summary>Only what lies under net is a namespace's own; any other name would change the machine.</summary>
    public static string? Sysctl(string name) =>
        !name.StartsWith("net.", StringComparison.Ordinal) ? "is not a setting of a network namespace: those begin with 'net.'"
        : name.Split('.').Any(part => !IsMadeOf(part, "_-")) ? "is no name for a setting: e.g. net.ipv4.ip_forward"
        : null;

    private static string? IsTooLong(string name) =>
        Encoding.UTF8.GetByteCount(name) is var size && size > LongestInterfaceName
            ? $"is {size} bytes long; an interface's name has at most {LongestInterfaceName}"
            : null;

    private static string? IsReserved(string name) => Reserved.Contains(name) ? "is a reserved word" : null;

    private static bool IsMadeOf(string name, string punctuation) =>
        name.Length > 0 && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || punctuation.Contains(c, StringComparison.Ordinal));
}
