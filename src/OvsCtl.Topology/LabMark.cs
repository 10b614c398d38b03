using System.Diagnostics.CodeAnalysis;

namespace OvsCtl.Topology;

/// <summary>
/// How an object says which lab made it. Teardown works from these marks alone, so they must outlive the daemon: they are
/// kept where the object is (link alias, OVSDB external_ids, nft table name, flow cookie, process environment).
/// </summary>
public static class LabMark
{
    /// <summary>The key in external_ids of OVSDB rows.</summary>
    public const string ExternalId = "ovsctl-lab";

    /// <summary>The environment variables of processes that a lab runs.</summary>
    public const string LabVariable = "OVSCTL_LAB";
    public const string HostVariable = "OVSCTL_HOST";
    public const string RunVariable = "OVSCTL_RUN";

    /// <summary>The PID namespace of the daemon that started the process: an isolated one has its own, and one of another sandbox has the same marks.</summary>
    public const string PidNamespaceVariable = "OVSCTL_PIDNS";

    private const string AliasPrefix = "ovsctl:";
    private const string TablePrefix = "ovsctl_";
    private const ulong CookieMagic = 0x6f76;

    /// <summary>The cookie bits that say "made by ovsctl, by this lab".</summary>
    public const ulong CookieLabMask = 0xffff_ffff_0000_0000;

    /// <summary>The link alias: the lab, then what the link is for.</summary>
    public static string Alias(string lab, string purpose) => $"{AliasPrefix}{lab} {purpose}";

    public static bool TryParseAlias(string? alias, [NotNullWhen(true)] out string? lab)
    {
        lab = null;
        if (alias is null || !alias.StartsWith(AliasPrefix, StringComparison.Ordinal)) return false;
        lab = alias[AliasPrefix.Length..].Split(' ', 2)[0];
        return lab.Length > 0;
    }

    /// <summary>The name of a lab's nft table; a lab's name has no character that nft would not take.</summary>
    public static string Table(string lab) => TablePrefix + lab;

    public static bool TryParseTable(string table, [NotNullWhen(true)] out string? lab)
    {
        lab = table.StartsWith(TablePrefix, StringComparison.Ordinal) ? table[TablePrefix.Length..] : null;
        return lab is { Length: > 0 };
    }

    /// <summary>
    /// The kernel link group, so that one message can delete a lab's links. Two labs may share a group (16 bits of hash),
    /// so a group is deleted only after a look at the marks of all its links.
    /// </summary>
    public static uint Group(string lab) => 0x6f76_0000u | (uint)(StableHash.Of(lab) & 0xffff);

    /// <summary>Whether a flow cookie says "made by ovsctl", by whatever lab.</summary>
    public static bool IsCookie(ulong cookie) => cookie >> 48 == CookieMagic;

    /// <summary>16 bits that say ovsctl, 16 of the lab, 32 of the object.</summary>
    public static ulong Cookie(string lab, string owner) =>
        CookieMagic << 48 | (StableHash.Of(lab) & 0xffff) << 32 | (StableHash.Of(owner) & 0xffff_ffff);
}
