namespace OvsCtl.OpenFlow;

/// <summary>The arguments of a learn action.</summary>
internal static class LearnParser
{
    public static Learn Parse(TextPart text)
    {
        var learn = new Learn();
        var specs = new List<LearnSpec>();
        foreach (var (key, value) in text.Pairs())
        {
            switch (key.Text)
            {
                case "table": learn = learn with { Table = (byte)value.Number("table", 254) }; break;
                case "priority": learn = learn with { Priority = Short() }; break;
                case "idle_timeout": learn = learn with { IdleTimeout = Short() }; break;
                case "hard_timeout": learn = learn with { HardTimeout = Short() }; break;
                case "fin_idle_timeout": learn = learn with { FinIdleTimeout = Short() }; break;
                case "fin_hard_timeout": learn = learn with { FinHardTimeout = Short() }; break;
                case "cookie": learn = learn with { Cookie = new Cookie(value.Number("cookie", ulong.MaxValue)) }; break;
                case "send_flow_rem": learn = learn with { Flags = (ushort)(learn.Flags | 1) }; break;
                case "delete_learned": learn = learn with { Flags = (ushort)(learn.Flags | 2) }; break;
                case "limit": learn = learn with { Limit = (uint)value.Number("limit", uint.MaxValue) }; break;
                case "result_dst":
                    var result = ValueParser.Part(value);
                    if (result.BitCount != 1 || !result.Field.IsWritable) throw value.Error("one bit of a field that can be written is allowed");
                    learn = learn with { Result = result, Flags = (ushort)(learn.Flags | 4) };
                    break;
                default: specs.Add(Spec(key, value)); break;
            }

            ushort Short() => (ushort)value.Number(key.Text, 65535);
        }

        return learn with { Specs = specs, IsSecondForm = learn.Limit != 0 || learn.Result is not null };
    }

    private static LearnSpec Spec(TextPart key, TextPart value)
    {
        if (key.Text == "output") return new LearnSpec(ValueParser.Part(value), default, null, false);
        if (key.Text == "load")
        {
            var (from, target) = ActionParser.Arrow(value);
            var part = ValueParser.Part(target);
            if (ValueParser.TryInteger(from.Text, 128, out var number)) return new LearnSpec(null, Immediate(number, part, from), part, true);
            return new LearnSpec(SameWidth(ValueParser.Part(from), part, from), default, part, true);
        }

        if (!ValueParser.IsPart(key)) throw key.Error($"unknown keyword \"{key.Text}\"; a field, load:SOURCE->FIELD, output:FIELD, or one of table, priority, idle_timeout, hard_timeout, fin_idle_timeout, fin_hard_timeout, cookie, send_flow_rem, delete_learned, limit and result_dst is allowed");
        var to = ValueParser.Part(key);
        if (to.Field.Equals(MatchField.InPort)) to = new Subfield(MatchField.InPort16);
        if (value.IsEmpty) return new LearnSpec(to, default, to, false);
        if (ValueParser.IsPart(value)) return new LearnSpec(SameWidth(ValueParser.Part(value), to, value), default, to, false);
        var isWhole = to.Offset == 0 && to.BitCount == to.Field.PartBits;
        return new LearnSpec(null, Immediate(isWhole ? ValueParser.Field(to.Field, value).Value : ValueParser.Integer(value, to.Field), to, value), to, false);
    }

    private static Subfield SameWidth(Subfield from, Subfield to, TextPart at) =>
        from.BitCount == to.BitCount ? from : throw at.Error($"{from} has {from.BitCount} bits and {to} {to.BitCount}; as many are allowed only");

    private static OctetString Immediate(byte[] number, Subfield to, TextPart at)
    {
        if (BitField.HighestBit(number) >= to.BitCount) throw at.Error($"value {at.Text} does not fit into {to.BitCount} bits");
        return number[^((to.BitCount + 7) / 8)..];
    }
}
