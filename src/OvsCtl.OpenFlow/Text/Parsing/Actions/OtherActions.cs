namespace OvsCtl.OpenFlow;

/// <summary>Actions that neither send nor change the packet.</summary>
internal static class OtherActions
{
    public static Dictionary<string, Action<ActionContext, TextPart>> Readers { get; } = new()
    {
        ["learn"] = (context, value) => context.Add(LearnParser.Parse(context, value)),
        ["conjunction"] = Conjunction,
        ["multipath"] = Multipath,
        ["clone"] = (context, value) => context.Add(new Clone(ActionParser.Nested(context, value, Nesting.Clone))),
        ["fin_timeout"] = FinTimeout,
        ["note"] = Note,
        ["exit"] = (context, _) => context.Add(new Exit()),
        ["debug_recirc"] = (context, _) => context.Add(new DebugAction(IsSlow: false)),
        ["debug_slow"] = (context, _) => context.Add(new DebugAction(IsSlow: true)),
    };

    public static ushort Hash(TextPart text) =>
        Array.FindIndex(HashFields.Names, text.Is) is var index and >= 0 ? (ushort)index : throw text.Unknown("fields", HashFields.Names);

    private static void Conjunction(ActionContext context, TextPart value)
    {
        var words = value.Words(",/").Select(Trim).ToList();
        if (words.Count != 3) throw value.Error("conjunction(ID,CLAUSE/CLAUSES) is allowed");
        var count = words[2].Decimal("number of clauses", 64);
        if (count < 2) throw words[2].Error("2 to 64 clauses are allowed");
        var clause = words[1].Decimal("clause", count);
        if (clause < 1) throw words[1].Error("clauses are counted from 1");
        context.Add(new Conjunction((uint)words[0].Number("id", uint.MaxValue), (byte)(clause - 1), (byte)count));

        static TextPart Trim(TextPart word) => word with { Text = word.Text.Trim() };
    }

    private static void Multipath(ActionContext context, TextPart value)
    {
        var words = value.Words(", ").ToList();
        if (words.Count < 6) throw value.Error("multipath(FIELDS,BASIS,ALGORITHM,LINKS,ARGUMENT,DESTINATION) is allowed");
        var algorithm = Array.FindIndex(HashFields.Algorithms, words[2].Is);
        if (algorithm < 0) throw words[2].Unknown("algorithm", HashFields.Algorithms);
        var links = words[3].Decimal("number of links", 65536);
        var to = ValueParser.Part(words[5]);
        if (links < 1 || (to.BitCount < 16 && links > 1UL << to.BitCount)) throw words[3].Error($"1 to {1UL << Math.Min(to.BitCount, 16)} links are allowed");
        context.CheckDestination(to, words[5]);
        context.Add(new Multipath(Hash(words[0]), (ushort)words[1].Decimal("basis", ushort.MaxValue), (ushort)algorithm, (ushort)(links - 1), (uint)words[4].Decimal("argument", uint.MaxValue), to));
    }

    private static void FinTimeout(ActionContext context, TextPart value)
    {
        context.Require(context.Key.IpProto == 6, "tcp");
        var action = new FinTimeout(0, 0);
        foreach (var (key, part) in value.Pairs())
        {
            action = key.Text switch
            {
                "idle_timeout" => action with { IdleTimeout = (ushort)part.Number(key.Text, ushort.MaxValue) },
                "hard_timeout" => action with { HardTimeout = (ushort)part.Number(key.Text, ushort.MaxValue) },
                _ => throw key.Unknown("key", ["idle_timeout", "hard_timeout"]),
            };
        }

        context.Add(action);
    }

    // The length of a note is told only by that of the action, so the zeros that pad it become part of it.
    private static void Note(ActionContext context, TextPart value)
    {
        var data = ValueParser.HexBytes(value).ToArray();
        var size = Math.Max(6, ((data.Length + 1) / 8 * 8) + 6);
        context.Add(new Note((OctetString)(byte[])[.. data, .. new byte[size - data.Length]]));
    }
}
