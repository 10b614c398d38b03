using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OvsCtl.Netns.Interop;
using OvsCtl.Netns.Messages;
using static OvsCtl.Netns.Messages.NetlinkHeader;
using static OvsCtl.Netns.Messages.RouteAttributes;
using static OvsCtl.Netns.Messages.RuleAttributes;

namespace OvsCtl.Netns;

/// <content>Routing rules.</content>
public sealed partial class RouteBatch
{
    /// <summary>Adds a rule. EEXIST when there is the same.</summary>
    /// <exception cref="ArgumentException">The family is neither IPv4 nor IPv6, a network is of the other one, or an interface's name is too long.</exception>
    public RouteBatch AddRule(Rule rule) => Rule("add", RTM_NEWRULE, NLM_F_CREATE | NLM_F_EXCL, rule);

    /// <summary>Deletes the first rule that has all that is given here. ENOENT when there is none.</summary>
    /// <exception cref="ArgumentException">As for <see cref="AddRule"/>.</exception>
    public RouteBatch DeleteRule(Rule rule) => Rule("delete", RTM_DELRULE, 0, rule);

    private static void Validate(Rule rule)
    {
        if (rule.Family is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)) throw new ArgumentException($"No rules of family {rule.Family}: InterNetwork and InterNetworkV6 are allowed.", nameof(rule));
        foreach (var network in (ReadOnlySpan<IPNetwork?>)[rule.Source, rule.Destination])
            if (network is { } given && given.BaseAddress.AddressFamily != rule.Family) throw new ArgumentException($"{given} cannot be in a rule of {Version(rule.Family)}.", nameof(rule));
        if (rule.InputInterface is not null) LinkMessages.ValidateName(rule.InputInterface);
        if (rule.OutputInterface is not null) LinkMessages.ValidateName(rule.OutputInterface);
    }

    private static string Version(AddressFamily family) => family == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";

    private static void Write(NetlinkMessageWriter writer, Rule rule)
    {
        var hasTable = rule.Action == RuleAction.Lookup;
        writer.Struct(new FibRuleHdr
        {
            family = rule.Family == AddressFamily.InterNetworkV6 ? (byte)Libc.AF_INET6 : (byte)Libc.AF_INET,
            src_len = (byte)(rule.Source?.PrefixLength ?? 0),
            dst_len = (byte)(rule.Destination?.PrefixLength ?? 0),
            table = hasTable && rule.Table <= byte.MaxValue ? (byte)rule.Table : (byte)0,
            action = (byte)rule.Action,
            flags = rule.IsInverted ? FibRuleHdr.FIB_RULE_INVERT : 0,
        });
        if (rule.Source is { PrefixLength: > 0 } source) writer.Attribute(FRA_SRC, source.BaseAddress.GetAddressBytes());
        if (rule.Destination is { PrefixLength: > 0 } destination) writer.Attribute(FRA_DST, destination.BaseAddress.GetAddressBytes());
        if (rule.InputInterface is { } input) writer.Attribute(FRA_IIFNAME, input);
        if (rule.OutputInterface is { } output) writer.Attribute(FRA_OIFNAME, output);
        if (rule.Mark is { } mark) writer.Attribute(FRA_FWMARK, mark);
        if (rule.MarkMask is { } mask) writer.Attribute(FRA_FWMASK, mask);
        if (hasTable && rule.Table > byte.MaxValue) writer.Attribute(FRA_TABLE, rule.Table);
        if (rule.Priority is { } priority) writer.Attribute(FRA_PRIORITY, priority);
        if (rule.Target is { } target) writer.Attribute(FRA_GOTO, target);
        if (rule.Protocol != 0) writer.Attribute(FRA_PROTOCOL, rule.Protocol);
    }

    private RouteBatch Rule(string verb, ushort type, ushort flags, Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Validate(rule);
        var description = $"{verb} rule{Words(rule)}";
        return Add(new RouteOperation(description, type, flags, (writer, _, _) => Write(writer, rule)));
    }

    // As ip rule has them; only what is given.
    private static string Words(Rule rule)
    {
        var words = new StringBuilder();
        void Say(string word, object? value)
        {
            if (value is not null) words.Append(CultureInfo.InvariantCulture, $" {word} {value}");
        }

        if (rule.Priority is { } priority) words.Append(CultureInfo.InvariantCulture, $" {priority}");
        Say(rule.IsInverted ? "not from" : "from", rule.Source?.ToString() ?? "all");
        Say("to", rule.Destination);
        Say("fwmark", rule.Mark is { } mark ? $"0x{mark:x}{(rule.MarkMask is { } mask ? $"/0x{mask:x}" : "")}" : null);
        Say("iif", rule.InputInterface);
        Say("oif", rule.OutputInterface);
        if (rule.Action == RuleAction.Lookup) Say("lookup", rule.Table);
        else if (rule.Action == RuleAction.GoTo) Say("goto", rule.Target);
        else if (rule.Action != RuleAction.None) words.Append(' ').Append(rule.Action.ToString().ToLowerInvariant());
        return words.ToString();
    }
}
