namespace OvsCtl.Cli.Diagnostics;

/// <summary>The switches by which a system keeps ordinary users from making user namespaces; a missing one restricts nothing.</summary>
internal static class UserNamespaces
{
    public static IEnumerable<Prerequisite> Probe() =>
    [
        Sysctl("user.max_user_namespaces", value => value != "0", "sudo sysctl -w user.max_user_namespaces=15000"),
        Sysctl("kernel.unprivileged_userns_clone", value => value != "0", "sudo sysctl -w kernel.unprivileged_userns_clone=1"),
        Sysctl("kernel.apparmor_restrict_unprivileged_userns", value => value == "0", "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"),
    ];

    private static Prerequisite Sysctl(string name, Func<string, bool> isFine, string fix)
    {
        var path = "/proc/sys/" + name.Replace('.', '/');
        if (!File.Exists(path)) return new Prerequisite(name, true, "no such restriction", "");
        var value = File.ReadAllText(path).Trim();
        return new Prerequisite(name, isFine(value), value, fix);
    }

    /// <summary>Whether root in here is root outside: an ordinary user's sandbox maps root to that user (user_namespaces(7), uid_map).</summary>
    public static bool IsRootOutside() =>
        File.ReadLines("/proc/self/uid_map").First().Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, "0", _];
}
