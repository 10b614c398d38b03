namespace OvsCtl.OpenFlow;

/// <summary>The arguments of a learn action.</summary>
internal static class LearnParser
{
    private const ushort NX_LEARN_F_SEND_FLOW_REM = 1;
    private const ushort NX_LEARN_F_DELETE_LEARNED = 2;
    private const ushort NX_LEARN_F_WRITE_RESULT = 4;

    private static readonly string[] s_words = ["table", "priority", "idle_timeout", "hard_timeout", "fin_idle_timeout", "fin_hard_timeout", "cookie", "send_flow_rem", "delete_learned", "limit", "result_dst", "load", "output"];

    public static Learn Parse(ActionContext context, TextPart text)
    {
        var learn = new Learn();
        var specs = new List<LearnSpec>();
        var learned = new MatchBuilder();
        foreach (var (key, value) in text.Pairs())
        {
            switch (key.Text)
            {
                case "table": learn = learn with { Table = LearnedTable(value) }; break;
                case "priority": learn = learn with { Priority = Short() }; break;
                case "idle_timeout": learn = learn with { IdleTimeout = Short() }; break;
                case "hard_timeout": learn = learn with { HardTimeout = Short() }; break;
                case "fin_idle_timeout": learn = learn with { FinIdleTimeout = Short() }; break;
                case "fin_hard_timeout": learn = learn with { FinHardTimeout = Short() }; break;
                case "cookie": learn = learn with { Cookie = new Cookie(value.Number("cookie", ulong.MaxValue)) }; break;
                case "send_flow_rem": learn = learn with { Flags = (ushort)(learn.Flags | NX_LEARN_F_SEND_FLOW_REM) }; break;
                case "delete_learned": learn = learn with { Flags = (ushort)(learn.Flags | NX_LEARN_F_DELETE_LEARNED) }; break;
                case "limit": learn = learn with { Limit = (uint)value.Decimal("limit", int.MaxValue) }; break;
                case "result_dst": learn = learn with { Result = ResultBit(value), Flags = (ushort)(learn.Flags | NX_LEARN_F_WRITE_RESULT) }; break;
                default: specs.Add(Spec(context, learned, key, value)); break;
            }

            ushort Short() => (ushort)value.Decimal(key.Text, ushort.MaxValue);
        }

        return learn with { Specs = specs, IsSecondForm = learn.Limit != 0 || learn.Result is not null };
    }

    private static byte LearnedTable(TextPart value)
    {
        var table = value.Table();
        return table == TableId.All ? throw value.Error("flows are learned into tables 0 to 254") : table.Value;
    }

    private static Subfield ResultBit(TextPart value)
    {
        var part = ValueParser.Part(value);
        ActionContext.CheckWritable(part.Field, value);
        return part.BitCount == 1 ? part : throw value.Error("one bit of a field is allowed");
    }

    /// <param name="context">What is known of the packets that are learned from.</param>
    /// <param name="learned">What the specs before say of the packets the learned flow matches.</param>
    /// <param name="key">What is matched, or load or output.</param>
    /// <param name="value">What with.</param>
    private static LearnSpec Spec(ActionContext context, MatchBuilder learned, TextPart key, TextPart value)
    {
        if (ValueParser.IsPart(key)) return MatchSpec(context, learned, key, value);
        if (key.Text == "output")
        {
            var source = ValueParser.Part(value);
            context.CheckSource(source, value);
            return new LearnSpec(source, default, null, IsLoad: false);
        }

        if (key.Text != "load") throw key.Unknown("keyword", MatchField.Names.Concat(s_words), $"a field, load:SOURCE->FIELD, output:FIELD, or one of {string.Join(", ", s_words[..^2])} is allowed");
        var (from, target) = ValueParser.Arrow(value);
        var to = Short(target);
        ActionContext.CheckPrerequisite(to.Field, learned.Key, target);
        ActionContext.CheckWritable(to.Field, target);
        return ValueParser.TryInteger(from.Text, 128, out var number)
            ? new LearnSpec(null, Immediate(number, to, from), to, IsLoad: true)
            : new LearnSpec(Source(context, from, to), default, to, IsLoad: true);
    }

    private static LearnSpec MatchSpec(ActionContext context, MatchBuilder learned, TextPart key, TextPart value)
    {
        var to = Short(key);
        ActionContext.CheckPrerequisite(to.Field, learned.Key, key);
        if (value.IsEmpty)
        {
            context.CheckSource(to, key);
            return new LearnSpec(to, default, to, IsLoad: false);
        }

        if (ValueParser.IsPart(value)) return new LearnSpec(Source(context, value, to), default, to, IsLoad: false);
        var isWhole = to.Offset == 0 && to.BitCount == to.Field.PartBits;
        var number = isWhole ? ValueParser.Exact(to.Field, value) : ValueParser.Integer(value, to.Field);
        var immediate = Immediate(number, to, value);
        learned.SetPart(to, number, value);
        return new LearnSpec(null, immediate, to, IsLoad: false);
    }

    // A spec has room only for headers of four bytes.
    private static Subfield Short(TextPart text)
    {
        var part = ValueParser.Part(text);
        return part.Field.Experimenter == 0 ? part : throw text.Error($"field {part.Field.Name} cannot be learned: its header is too long");
    }

    private static Subfield Source(ActionContext context, TextPart text, Subfield to)
    {
        var from = Short(text);
        if (from.BitCount != to.BitCount) throw text.Error($"{from} has {from.BitCount} bits and {to} {to.BitCount}; as many are allowed only");
        context.CheckSource(from, text);
        return from;
    }

    private static OctetString Immediate(byte[] number, Subfield to, TextPart at)
    {
        if (BitField.HighestBit(number) >= to.BitCount) throw at.Error($"value {at.Text} does not fit into {to.BitCount} bits");
        return number[^((to.BitCount + 7) / 8)..];
    }
}
