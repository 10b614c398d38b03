using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Namespaces;

/// <summary>A routing rule in the words of <c>ip rule</c>. What is not given is left to the kernel, or matches every rule.</summary>
internal sealed record RuleWords(Rule Rule)
{
    public const string Form = "[not] [from NET] [to NET] [fwmark MARK[/MASK]] [iif IF] [oif IF] [priority NUMBER] [lookup TABLE | goto PRIORITY | nop | blackhole | unreachable | prohibit]";

    public static RuleWords? Parse(ArgumentResult result)
    {
        var words = new WordList(result, Form);
        var rule = new Rule { Action = RuleAction.None };
        while (words.NextKey() is { } key) rule = Read(words, key, rule);
        return words.HasFailed ? null : new RuleWords(rule with { Family = (rule.Source ?? rule.Destination)?.BaseAddress.AddressFamily ?? AddressFamily.InterNetwork });
    }

    /// <summary>The same, of IPv6 when the command line says so.</summary>
    public RuleWords Of(bool isIPv6) => isIPv6 ? new RuleWords(Rule with { Family = AddressFamily.InterNetworkV6 }) : this;

    private static Rule Read(WordList words, string key, Rule rule) => key switch
    {
        "not" => rule with { IsInverted = true },
        "from" => rule with { Source = Network(words, key) },
        "to" => rule with { Destination = Network(words, key) },
        "iif" or "dev" => rule with { InputInterface = words.Value(key) },
        "oif" => rule with { OutputInterface = words.Value(key) },
        "fwmark" => Mark(words, rule),
        "priority" or "prio" or "preference" or "pref" or "order" => rule with { Priority = words.Value(key, "priority", Number) },
        "lookup" or "table" => Act(words, rule, RuleAction.Lookup) with { Table = words.Value<uint>(key, "routing table: a number from 1, main, local or default", Table) ?? 0 },
        "goto" => Act(words, rule, RuleAction.GoTo) with { Target = words.Value(key, "priority", Number) },
        "nop" => Act(words, rule, RuleAction.Nop),
        "blackhole" => Act(words, rule, RuleAction.Blackhole),
        "unreachable" => Act(words, rule, RuleAction.Unreachable),
        "prohibit" => Act(words, rule, RuleAction.Prohibit),
        _ => Refuse(words, rule, AddressWords.TryParseNetwork(key, out _) ? "a host, or root, comes before the rule" : $"unknown word '{key}'"),
    };

    private static Rule Act(WordList words, Rule rule, RuleAction action) =>
        rule.Action == RuleAction.None ? rule with { Action = action } : Refuse(words, rule, "a rule does one thing only");

    private static Rule Refuse(WordList words, Rule rule, string reason)
    {
        words.Refuse(reason);
        return rule;
    }

    // "all" is what a rule without the word matches.
    private static IPNetwork? Network(WordList words, string key)
    {
        var text = words.Value(key);
        if (text is "all" or "any" or "default") return null;
        if (AddressWords.TryParseNetwork(text, out var network)) return network;
        words.Refuse($"'{text}' is no network, e.g. 10.0.0.0/24, fd00::/64 or all");
        return null;
    }

    private static Rule Mark(WordList words, Rule rule)
    {
        var text = words.Value("fwmark");
        var parts = text.Split('/');
        if (parts.Length > 2 || Number(parts[0]) is not { } mark || (parts.Length == 2 && Number(parts[1]) is null)) return Refuse(words, rule, $"'{text}' is no mark, e.g. 7 or 0x10/0xff");
        return rule with { Mark = mark, MarkMask = parts.Length == 2 ? Number(parts[1]) : null };
    }

    private static uint? Table(string text) => RoutingTable.Parse(text) is { } table and not RouteTable.All ? table : null;

    private static uint? Number(string text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null
            : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
