namespace OvsCtl.OpenFlow;

/// <summary>Reads flows as <c>ovs-ofctl add-flow</c> does (ovs-ofctl(8), Flow Syntax).</summary>
public static class FlowSyntax
{
    /// <summary>A flow to add, <c>priority=10,ip,nw_dst=10.0.0.0/8,actions=output:1</c>.</summary>
    /// <param name="text">The flow.</param>
    /// <returns>The FLOW_MOD, with transaction id 2 as ovs-ofctl gives its first.</returns>
    /// <exception cref="FlowSyntaxException">The text is wrong; the exception says where.</exception>
    public static FlowMod ParseAdd(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (conditions, actions) = Split(new TextPart(text, 0));
        var flow = new FlowMod { Xid = new Xid(2) };
        var match = new MatchBuilder();
        foreach (var (key, value) in conditions.Pairs())
        {
            flow = key.Text switch
            {
                "send_flow_rem" => flow with { Flags = flow.Flags | FlowModFlags.SendFlowRemoved },
                "check_overlap" => flow with { Flags = flow.Flags | FlowModFlags.CheckOverlap },
                "reset_counts" => flow with { Flags = flow.Flags | FlowModFlags.ResetCounts },
                "no_packet_counts" => flow with { Flags = flow.Flags | FlowModFlags.NoPacketCounts },
                "no_byte_counts" => flow with { Flags = flow.Flags | FlowModFlags.NoByteCounts },
                "table" => flow with { TableId = new TableId((byte)value.Number("table", 254)) },
                "priority" => flow with { Priority = (ushort)value.Number("priority", 65535) },
                "idle_timeout" => flow with { IdleTimeout = (ushort)value.Number("idle_timeout", 65535) },
                "hard_timeout" => flow with { HardTimeout = (ushort)value.Number("hard_timeout", 65535) },
                "cookie" when value.Text.Contains('/', StringComparison.Ordinal) => throw value.Error("a flow that is added has a cookie without mask"),
                "cookie" => flow with { Cookie = new Cookie(value.Number("cookie", ulong.MaxValue)) },
                "importance" or "duration" or "n_packets" or "n_bytes" or "idle_age" or "hard_age" or "no_readonly_table" or "allow_hidden_fields" => flow,
                _ => match.TryAdd(key, value) ? flow : throw key.Error($"unknown keyword \"{key.Text}\"; a field (ovs-fields(7)), a protocol ({string.Join(", ", MatchBuilder.Protocols.Keys)}), "
                    + "priority, table, cookie, idle_timeout, hard_timeout, send_flow_rem, check_overlap, reset_counts, no_packet_counts or no_byte_counts is allowed"),
            };
        }

        return flow with { Match = match.Build(), Instructions = new ActionParser(match.EthType, match.IpProto, match.HasVlan).Instructions(actions) };
    }

    // The first "action=" or "actions=" ends the conditions, wherever it stands.
    private static (TextPart Conditions, TextPart Actions) Split(TextPart text)
    {
        for (var at = text.Text.IndexOf("action", StringComparison.Ordinal); at >= 0; at = text.Text.IndexOf("action", at + 1, StringComparison.Ordinal))
        {
            var end = at + "action".Length;
            if (end < text.Text.Length && text.Text[end] == 's') end++;
            while (end < text.Text.Length && text.Text[end] == ' ') end++;
            if (end < text.Text.Length && text.Text[end] == '=') return (text.Slice(0, at), text.Slice(end + 1));
        }

        throw new FlowSyntaxException("must specify an action: actions=... (actions=drop for none)", text.Text.Length);
    }
}
