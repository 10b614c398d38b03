using System.Globalization;
using System.Text.Json;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Output;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Rendering;

/// <summary>Rules of nftables: what a comment says in words, else what libnftables says as JSON.</summary>
internal static class NatView
{
    public static void Write(CliContext context, IReadOnlyList<NftablesRule> rules) => JsonText.WriteList(context, rules, WriteJson, () =>
        context.Terminal.OutPage.Table(["TABLE", "CHAIN", "HANDLE", "PACKETS", "BYTES", "RULE"], rules.Select(Row)));

    private static string[] Row(NftablesRule rule) =>
        [$"{rule.Family} {rule.Table}", rule.Chain, rule.Handle.ToString(CultureInfo.InvariantCulture), Number(rule.Packets), Number(rule.Bytes), rule.Comment ?? rule.Expressions];

    private static string Number(ulong? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static void WriteJson(Utf8JsonWriter json, NftablesRule rule)
    {
        json.WriteStartObject();
        json.WriteString("family", rule.Family);
        json.WriteString("table", rule.Table);
        json.WriteString("chain", rule.Chain);
        json.WriteNumber("handle", rule.Handle);
        if (rule.Packets is { } packets) json.WriteNumber("packets", packets);
        if (rule.Bytes is { } bytes) json.WriteNumber("bytes", bytes);
        if (rule.Comment is { } comment) json.WriteString("comment", comment);
        json.WritePropertyName("expr");
        json.WriteRawValue(rule.Expressions);
        json.WriteEndObject();
    }
}
