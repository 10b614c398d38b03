using System.Net.Sockets;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles;

/// <summary>A check as the file says it, written from its parts.</summary>
internal static class CheckText
{
    /// <summary>The check without its times and counts: <c>no ping: green -> 203.0.113.8</c>.</summary>
    public static string Of(CheckSpec check) =>
        check.Says is { } says ? $"error: {{{Verb(check)}: {Statement(check)}, says: {says}}}" : $"{Verb(check)}: {Statement(check)}";

    /// <summary><c>ping</c>, <c>no tcp</c>…</summary>
    public static string Verb(CheckSpec check) => (check.MustFail ? "no " : "") + check.Kind switch
    {
        CheckKind.Ping => "ping",
        CheckKind.Tcp => "tcp",
        CheckKind.Http => "http",
        CheckKind.Flows => "flows",
        CheckKind.Route => "route",
        CheckKind.Arp => "arp",
        _ => throw new ArgumentOutOfRangeException(nameof(check), check.Kind, "not a kind of check"),
    };

    /// <summary><c>A -> B</c>, <c>A -> B via C</c>, <c>all</c>, or a switch.</summary>
    public static string Statement(CheckSpec check) =>
        check.Kind == CheckKind.Flows ? check.Switch ?? ""
        : check.IsAll ? "all"
        : $"{End(check.From)} {(check.IsBothWays ? "<->" : "->")} {End(check.To)}{(check.Via is { } via ? $" via {via}" : "")}";

    private static string End(CheckEnd? end)
    {
        if (end is null) return "";
        var name = end.Name ?? (end.Address is { AddressFamily: AddressFamily.InterNetworkV6 } address && end.Port is not null ? $"[{address}]" : $"{end.Address}");
        return $"{name}{(end.Port is { } port ? $":{port}" : "")}{end.Path}";
    }
}
