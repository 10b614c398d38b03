namespace OvsCtl.OpenFlow;

/// <summary>A change of flows: what to do, conditions, actions.</summary>
internal static class FlowParser
{
    private static readonly (string Word, FlowModCommand Command)[] s_commands =
    [
        ("add", FlowModCommand.Add),
        ("delete", FlowModCommand.Delete),
        ("delete_strict", FlowModCommand.DeleteStrict),
        ("modify", FlowModCommand.Modify),
        ("modify_strict", FlowModCommand.ModifyStrict),
    ];

    private static readonly Dictionary<string, FlowModFlags> s_flags = new()
    {
        ["send_flow_rem"] = FlowModFlags.SendFlowRemoved,
        ["check_overlap"] = FlowModFlags.CheckOverlap,
        ["reset_counts"] = FlowModFlags.ResetCounts,
        ["no_packet_counts"] = FlowModFlags.NoPacketCounts,
        ["no_byte_counts"] = FlowModFlags.NoByteCounts,
    };

    private static readonly Dictionary<string, (ushort EthType, byte IpProto)> s_protocols = new()
    {
        ["ip"] = (0x800, 0),
        ["ipv4"] = (0x800, 0),
        ["ip4"] = (0x800, 0),
        ["arp"] = (0x806, 0),
        ["icmp"] = (0x800, 1),
        ["tcp"] = (0x800, 6),
        ["udp"] = (0x800, 17),
        ["sctp"] = (0x800, 132),
        ["ipv6"] = (0x86dd, 0),
        ["ip6"] = (0x86dd, 0),
        ["icmp6"] = (0x86dd, 58),
        ["tcp6"] = (0x86dd, 6),
        ["udp6"] = (0x86dd, 17),
        ["sctp6"] = (0x86dd, 132),
        ["rarp"] = (0x8035, 0),
        ["mpls"] = (0x8847, 0),
        ["mplsm"] = (0x8848, 0),
    };

    // What dump-flows writes and what older versions had: let be, so that its output can be read back.
    private static readonly string[] s_ignored = ["duration", "n_packets", "n_bytes", "idle_age", "hard_age"];

    private static readonly string[] s_settings = ["table", "priority", "cookie", "idle_timeout", "hard_timeout", "importance", "out_port", "out_group"];

    public static FlowMod ParseLine(TextPart text)
    {
        var start = text.Text.Length - text.Text.AsSpan().TrimStart(" \t\r\n").Length;
        var length = text.Text.AsSpan(start).IndexOfAny(", \t\r\n") is var end and >= 0 ? end : text.Text.Length - start;
        var word = text.Text.Substring(start, length);

        // A command may be shortened; an empty word is none.
        var command = Array.Find(s_commands, candidate => length > 0 && candidate.Word.StartsWith(word, StringComparison.Ordinal));
        return command.Word is null ? Parse(text, FlowModCommand.Add) : Parse(text.Slice(start + length), command.Command);
    }

    public static FlowMod Parse(TextPart text, FlowModCommand command)
    {
        var isDelete = command is FlowModCommand.Delete or FlowModCommand.DeleteStrict;
        var (conditions, actions) = isDelete ? (text, default) : Split(text);
        var flow = new FlowMod { Xid = new Xid(2), Command = command, TableId = TableId.All };
        var match = new MatchBuilder();
        foreach (var (key, value) in conditions.Pairs())
        {
            if (!TryCondition(match, key, value)) flow = Setting(flow, isDelete, key, value);
        }

        flow = flow with { Match = match.Build() };
        if (!isDelete) flow = flow with { Instructions = new InstructionParser(match.Key, flow.TableId).Parse(actions) };

        // Only a deletion is about all tables; the others are about the first, unless another was said.
        return isDelete || flow.TableId != TableId.All ? flow : flow with { TableId = default };
    }

    private static bool TryCondition(MatchBuilder match, TextPart key, TextPart value)
    {
        if (s_protocols.TryGetValue(key.Text, out var protocol)) match.SetProtocol(protocol.EthType, protocol.IpProto);
        else if (key.Text == "eth") match.AssumeEthernet();
        else if (MatchField.FindName(key.Text) is { } field) AddCondition(match, field, key, value);
        else if (key.Text.Contains('[', StringComparison.Ordinal)) AddPart(match, key, value);
        else return false;
        return true;
    }

    // A field without a value would be matched on by being there, which only options of tunnels can be.
    private static void AddCondition(MatchBuilder match, MatchField field, TextPart key, TextPart value)
    {
        var (bytes, mask) = value.IsEmpty ? (new byte[field.Size], new byte[field.Size]) : ValueParser.Field(field, value);
        match.Set(field, bytes, mask, value.IsEmpty ? key : value);
    }

    private static void AddPart(MatchBuilder match, TextPart key, TextPart value)
    {
        var part = ValueParser.Part(key);
        match.SetPart(part, ValueParser.Fitting(value, part), value);
    }

    private static FlowMod Setting(FlowMod flow, bool isDelete, TextPart key, TextPart value)
    {
        if (key.Text is "no_readonly_table" or "allow_hidden_fields") return flow;
        if (!isDelete && s_flags.TryGetValue(key.Text, out var flag)) return flow with { Flags = flow.Flags | flag };
        if (value.IsEmpty && (Array.IndexOf(s_settings, key.Text) >= 0 || Array.IndexOf(s_ignored, key.Text) >= 0)) throw key.Error($"{key.Text} needs a value");
        if (Array.IndexOf(s_ignored, key.Text) >= 0) return flow;
        switch (key.Text)
        {
            case "table": return flow with { TableId = value.Table() };
            case "cookie": return Cookie(flow, isDelete, value);
            case "priority" when flow.Command != FlowModCommand.Delete: return flow with { Priority = Short() };
            case "idle_timeout" when !isDelete: return flow with { IdleTimeout = Short() };
            case "hard_timeout" when !isDelete: return flow with { HardTimeout = Short() };
            case "importance" when flow.Command == FlowModCommand.Add:
                // OpenFlow 1.3 has no place for it, but it must be a number.
                Short();
                return flow;
            case "out_port" when isDelete: return flow with { OutPort = PortParser.Parse(value) };
            case "out_group" when isDelete: return flow with { OutGroup = GroupOf(value) };
        }

        var settings = Settings(flow.Command);
        var hint = $"a field (ovs-fields(7)), a protocol ({string.Join(", ", s_protocols.Keys)}) or one of {string.Join(", ", settings)} is allowed";
        if (Array.IndexOf(s_settings, key.Text) >= 0) throw key.Error($"{key.Text} has no meaning here; {hint}");
        throw key.Unknown("keyword", [.. settings, .. s_protocols.Keys, "eth", .. MatchField.Names], hint);

        ushort Short() => (ushort)value.Number(key.Text, ushort.MaxValue);
    }

    private static string[] Settings(FlowModCommand command) => command switch
    {
        FlowModCommand.Delete => ["table", "cookie", "out_port", "out_group"],
        FlowModCommand.DeleteStrict => ["table", "priority", "cookie", "out_port", "out_group"],
        FlowModCommand.Add => [.. s_settings[..^2], .. s_flags.Keys],
        _ => [.. s_settings[..^2].Except(["importance"]), .. s_flags.Keys],
    };

    private static FlowMod Cookie(FlowMod flow, bool isDelete, TextPart value)
    {
        var slash = value.Text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            if (isDelete) throw value.Error($"a cookie cannot be set here; to delete by it a mask is needed, cookie={value.Text}/-1");
            var cookie = new Cookie(value.Number("cookie", ulong.MaxValue));

            // A change of flows carries the cookie to look for and, in OpenFlow 1.3, none to set.
            return flow.Command == FlowModCommand.Add ? flow with { Cookie = cookie } : flow;
        }

        if (flow.Command == FlowModCommand.Add) throw value.Error("a flow that is added has a cookie without mask");
        var mask = value.Slice(slash + 1).Number("cookie mask", ulong.MaxValue);
        return flow with { Cookie = new Cookie(value.Slice(0, slash).Number("cookie", ulong.MaxValue) & mask), CookieMask = new Cookie(mask) };
    }

    private static uint GroupOf(TextPart value) => value.Is("any") ? FlowMod.AnyGroup : value.Is("all") ? 0xfffffffc : (uint)value.Number("group", uint.MaxValue);

    // The word "action", wherever it stands, ends the conditions, and the next "=" begins the actions.
    private static (TextPart Conditions, TextPart Actions) Split(TextPart text)
    {
        var word = text.Text.IndexOf("action", StringComparison.Ordinal);
        var equals = word < 0 ? -1 : text.Text.IndexOf('=', word);
        return equals >= 0
            ? (text.Slice(0, word), text.Slice(equals + 1))
            : throw new FlowSyntaxException("an action must be said: actions=... (actions=drop for none)", text.Position + text.Text.Length);
    }
}
