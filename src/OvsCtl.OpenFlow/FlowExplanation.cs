using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Flows in plain words, for people who do not read flow syntax yet.</summary>
public static class FlowExplanation
{
    /// <summary>Says which packets a flow is for, what happens to them, and what else there is to know of it.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="portName">Gives a port's name, or null when it has none; null for numbers throughout.</param>
    /// <returns>Sentences; the first is about the packets.</returns>
    public static IReadOnlyList<string> Of(FlowMod flow, Func<PortNumber, string?>? portName = null)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var sentences = new List<string> { $"{Capital(Packets(flow.Match, portName))} {Actions(flow.Instructions, portName)}." };
        sentences.Add(string.Create(CultureInfo.InvariantCulture, $"The flow is in table {flow.TableId}; {Rank(flow.Priority)}."));
        if (flow.IdleTimeout != 0) sentences.Add(string.Create(CultureInfo.InvariantCulture, $"It goes when no packet has matched it for {Seconds(flow.IdleTimeout)}."));
        if (flow.HardTimeout != 0) sentences.Add(string.Create(CultureInfo.InvariantCulture, $"It goes {Seconds(flow.HardTimeout)} after it was made, whatever happens."));
        if (flow.Flags.HasFlag(FlowModFlags.SendFlowRemoved)) sentences.Add("The controller is told when it goes.");
        if (flow.Cookie.Value != 0) sentences.Add($"Its mark, for whoever made it, is {flow.Cookie}.");
        return sentences;
    }

    /// <summary>The packets of a match, <c>TCP packets that come in by port 1 and go to port 80</c>.</summary>
    /// <param name="match">The match.</param>
    /// <param name="portName">Gives a port's name, or null when it has none; null for numbers throughout.</param>
    public static string Packets(Match match, Func<PortNumber, string?>? portName = null)
    {
        ArgumentNullException.ThrowIfNull(match);
        return MatchWords.Of(match, portName);
    }

    /// <summary>What happens to packets, <c>lose their VLAN tag, then leave by port 2</c>.</summary>
    /// <param name="instructions">The flow's instructions.</param>
    /// <param name="portName">Gives a port's name, or null when it has none; null for numbers throughout.</param>
    public static string Actions(IReadOnlyList<Instruction> instructions, Func<PortNumber, string?>? portName = null)
    {
        ArgumentNullException.ThrowIfNull(instructions);
        var parts = instructions.OrderBy(FlowText.Rank).SelectMany(i => ActionWords.Of(i, portName)).ToList();
        return parts.Count == 0 ? "are dropped" : string.Join(", then ", parts);
    }

    private static string Rank(ushort priority) => priority switch
    {
        0 => "priority 0 makes it the last resort, for what no other flow there is for",
        ushort.MaxValue => "no other flow there comes before it (priority 65535)",
        _ => string.Create(CultureInfo.InvariantCulture, $"those there with a priority above {priority} come before it"),
    };

    private static string Seconds(ushort count) => count == 1 ? "1 second" : string.Create(CultureInfo.InvariantCulture, $"{count} seconds");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
