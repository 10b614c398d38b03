using System.Globalization;
using System.Text.RegularExpressions;

namespace OvsCtl.Controller.Tracing;

/// <summary>What <c>ofproto/trace</c> says of a packet (ovs-vswitchd(8)): the flows that it matches, bridge after bridge, and where it leaves.</summary>
/// <param name="Lookups">In the order in which the tables are asked.</param>
/// <param name="Outputs">The datapath's port numbers that the packet leaves by; none when it is dropped.</param>
public sealed partial record SwitchTrace(IReadOnlyList<TracedLookup> Lookups, IReadOnlyList<int> Outputs)
{
    private const string ActionsPrefix = "Datapath actions: ";

    public static SwitchTrace Parse(string text)
    {
        var lookups = new List<TracedLookup>();
        var outputs = new List<int>();
        var bridge = "";
        foreach (var line in text.Split('\n'))
        {
            if (Bridge().Match(line) is { Success: true } heading) bridge = heading.Groups[1].Value;
            else if (Lookup().Match(line) is { Success: true } lookup) lookups.Add(Read(bridge, lookup));
            else if (line.StartsWith(ActionsPrefix, StringComparison.Ordinal)) outputs.AddRange(Ports(line[ActionsPrefix.Length..]));
            else if (line.StartsWith("    ", StringComparison.Ordinal) && lookups.Count > 0) lookups[^1] = lookups[^1] with { Actions = [.. lookups[^1].Actions, line.Trim()] };
        }

        return new SwitchTrace(lookups, [.. outputs.Distinct()]);
    }

    private static TracedLookup Read(string bridge, Match line) => new(
        bridge,
        int.Parse(line.Groups["table"].Value, CultureInfo.InvariantCulture),
        line.Groups["priority"].Success ? int.Parse(line.Groups["priority"].Value, CultureInfo.InvariantCulture) : null,
        line.Groups["match"].Value.TrimEnd(',', ' '),
        line.Groups["cookie"].Success ? ulong.Parse(line.Groups["cookie"].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : 0,
        []);

    /// <summary>The numbers that stand alone; those within an action's parentheses are its arguments.</summary>
    private static IEnumerable<int> Ports(string actions)
    {
        var depth = 0;
        var start = 0;
        for (var at = 0; at <= actions.Length; at++)
        {
            var c = at < actions.Length ? actions[at] : ',';
            depth += c switch { '(' => 1, ')' => -1, _ => 0 };
            if (c != ',' || depth > 0) continue;
            if (int.TryParse(actions.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var port)) yield return port;
            start = at + 1;
        }
    }

    [GeneratedRegex("""^bridge\("(.*)"\)$""")]
    private static partial Regex Bridge();

    // " 1. dl_dst=02:00:00:00:00:02, priority 200, cookie 0x6f", or " 1. No match."
    [GeneratedRegex(@"^ *(?<table>[0-9]{1,3})\. (?:(?<match>.*?)priority (?<priority>[0-9]+)(?:, cookie 0x(?<cookie>[0-9a-f]{1,16}))?|No match\.)$")]
    private static partial Regex Lookup();
}
