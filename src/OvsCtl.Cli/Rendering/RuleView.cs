using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Output;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Rendering;

/// <summary>Routing rules: the lines of 'ip rule' and then of 'ip -6 rule', JSON with the keys of 'ip -json -details rule'.</summary>
internal static class RuleView
{
    private const byte RTPROT_UNSPEC = 0, RTPROT_KERNEL = 2; // linux/rtnetlink.h

    /// <param name="context">Where to, and in which form.</param>
    /// <param name="rules">In the order in which they are asked.</param>
    /// <param name="links">The names of the interfaces there are: a rule may wait for one that is to come.</param>
    public static void Write(CliContext context, IReadOnlyList<Rule> rules, IReadOnlySet<string> links)
    {
        var ordered = rules.OrderBy(rule => rule.Family == AddressFamily.InterNetworkV6).ToList();
        JsonText.WriteList(context, ordered, (json, rule) =>
        {
            json.WriteStartObject();
            json.WriteString("family", rule.Family == AddressFamily.InterNetworkV6 ? "inet6" : "inet");
            WriteJson(json, rule, links, !Exists(rules, rule));
            json.WriteEndObject();
        }, () =>
        {
            foreach (var rule in ordered)
            {
                var line = $"{rule.Priority}:\t{Text(rule, links, !Exists(rules, rule))}";
                if (context.Format == OutputFormat.Wide || rule.Protocol is not (RTPROT_UNSPEC or RTPROT_KERNEL)) line += $" proto {IpWords.Protocol(rule.Protocol)}";
                context.Terminal.Out.WriteLine(line);
            }
        });
    }

    /// <summary>What comes after the priority, as far as a rule by itself tells.</summary>
    public static string Text(Rule rule) => Text(rule, null, isUnresolved: false);

    /// <summary>The keys of a rule, inside an object.</summary>
    public static void WriteJson(Utf8JsonWriter json, Rule rule) => WriteJson(json, rule, null, isUnresolved: false);

    private static string Text(Rule rule, IReadOnlySet<string>? links, bool isUnresolved)
    {
        var line = new StringBuilder(rule.IsInverted ? "not " : "").Append("from ").Append(rule.Source is { } source ? Network(source) : "all");
        if (rule.Destination is { } destination) line.Append(" to ").Append(Network(destination));
        if (rule.Mark is { } mark) line.Append(" fwmark ").Append(Hex(mark)).Append(rule.MarkMask is { } mask ? $"/{Hex(mask)}" : "");
        if (rule.InputInterface is { } input) line.Append(" iif ").Append(input).Append(IsDetached(input, links) ? " [detached]" : "");
        if (rule.OutputInterface is { } output) line.Append(" oif ").Append(output).Append(IsDetached(output, links) ? " [detached]" : "");
        line.Append(rule.Action switch
        {
            RuleAction.Lookup => $" lookup {IpWords.Table(rule.Table)}",
            RuleAction.GoTo => string.Create(CultureInfo.InvariantCulture, $" goto {rule.Target}{(isUnresolved ? " [unresolved]" : "")}"),
            _ => $" {Action(rule.Action)}",
        });
        return line.ToString();
    }

    private static void WriteJson(Utf8JsonWriter json, Rule rule, IReadOnlySet<string>? links, bool isUnresolved)
    {
        json.WriteNumber("priority", rule.Priority ?? 0);
        if (rule.IsInverted) json.WriteNull("not");
        if (rule.Source is { } source) WriteNetwork(json, "src", source);
        else json.WriteString("src", "all");
        if (rule.Destination is { } destination) WriteNetwork(json, "dst", destination);
        if (rule.Mark is { } mark) json.WriteString("fwmark", Hex(mark));
        if (rule.MarkMask is { } mask) json.WriteString("fwmask", Hex(mask));
        WriteInterface(json, "iif", rule.InputInterface, links);
        WriteInterface(json, "oif", rule.OutputInterface, links);
        switch (rule.Action)
        {
            case RuleAction.Lookup:
                json.WriteString("table", IpWords.Table(rule.Table));
                break;
            case RuleAction.GoTo:
                json.WriteNumber("goto", rule.Target ?? 0);
                if (isUnresolved) json.WriteNull("unresolved");
                break;
            case RuleAction.Nop:
                json.WriteNull("nop");
                break;
            default:
                json.WriteString("action", Action(rule.Action));
                break;
        }

        json.WriteString("protocol", IpWords.Protocol(rule.Protocol));
    }

    private static void WriteNetwork(Utf8JsonWriter json, string name, IPNetwork network)
    {
        json.WriteString(name, network.BaseAddress.ToString());
        if (!IsHost(network)) json.WriteNumber($"{name}len", network.PrefixLength);
    }

    private static void WriteInterface(Utf8JsonWriter json, string name, string? link, IReadOnlySet<string>? links)
    {
        if (link is null) return;
        json.WriteString(name, link);
        if (IsDetached(link, links)) json.WriteNull($"{name}_detached");
    }

    // FR_ACT_* and RTN_* are one numbering.
    private static string Action(RuleAction action) => action == RuleAction.Nop ? "nop" : IpWords.RouteType((byte)action);

    private static bool IsDetached(string link, IReadOnlySet<string>? links) => links is not null && !links.Contains(link);

    private static bool Exists(IReadOnlyList<Rule> rules, Rule jump) => rules.Any(rule => rule.Family == jump.Family && rule.Priority == jump.Target);

    private static string Network(IPNetwork network) => IsHost(network) ? network.BaseAddress.ToString() : network.ToString();

    private static bool IsHost(IPNetwork network) => network.PrefixLength == network.BaseAddress.GetAddressBytes().Length * 8;

    private static string Hex(uint number) => string.Create(CultureInfo.InvariantCulture, $"{(number == 0 ? "" : "0x")}{number:x}");
}
