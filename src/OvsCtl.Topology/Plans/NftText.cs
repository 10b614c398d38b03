using System.Diagnostics.CodeAnalysis;
using OvsCtl.Topology.Desired;

namespace OvsCtl.Topology.Plans;

/// <summary>A lab's table in the syntax of nft, and the names by which it remembers things.</summary>
public static class NftText
{
    private const string SavedPrefix = "saved.";

    private static readonly (string Name, string Hook)[] Chains =
    [
        ("prerouting", "type nat hook prerouting priority -100; policy accept;"),
        ("output", "type nat hook output priority -100; policy accept;"),
        ("postrouting", "type nat hook postrouting priority 100; policy accept;"),
    ];

    /// <summary>Commands that make the table, in the place of one of that name if there is one; one transaction when run together.</summary>
    public static IReadOnlyList<string> Replace(DesiredNatTable table, IReadOnlyDictionary<string, string> savedSysctls)
    {
        // Deleting what may not exist is an error to nft, adding what exists is not.
        List<string> commands = [$"add table inet {table.Name}", $"delete table inet {table.Name}", $"add table inet {table.Name}"];
        commands.AddRange(Chains.Where(c => table.Rules.Any(r => r.Chain == c.Name)).Select(c => $"add chain inet {table.Name} {c.Name} {{ {c.Hook} }}"));
        commands.AddRange(Save(table.Name, savedSysctls));
        commands.AddRange(table.Rules.Select(r => $"add rule inet {table.Name} {r.Chain} {r.Text} comment \"{r.Comment}\""));
        return commands;
    }

    /// <summary>Commands that write old values into a table: a chain without a hook costs nothing and has a name to read back.</summary>
    public static IEnumerable<string> Save(string table, IReadOnlyDictionary<string, string> sysctls) =>
        sysctls.Select(s => $"add chain inet {table} {SavedPrefix}{s.Key}.{s.Value}");

    public static bool TryParseSaved(string chain, [NotNullWhen(true)] out string? sysctl, [NotNullWhen(true)] out string? value)
    {
        (sysctl, value) = (null, null);
        var dot = chain.LastIndexOf('.');
        if (!chain.StartsWith(SavedPrefix, StringComparison.Ordinal) || dot <= SavedPrefix.Length) return false;
        (sysctl, value) = (chain[SavedPrefix.Length..dot], chain[(dot + 1)..]);
        return true;
    }
}
