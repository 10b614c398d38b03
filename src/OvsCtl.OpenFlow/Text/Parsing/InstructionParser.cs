namespace OvsCtl.OpenFlow;

/// <summary>Instructions, and the actions among them that are applied at once, as ovs-ofctl reads them.</summary>
internal sealed class InstructionParser(PacketKey key, TableId table)
{
    private const string Order = "meter, actions, clear_actions, write_actions, write_metadata, goto_table";
    private const uint MaxMeter = 0xffff0000;

    private static readonly string[] s_instructions = ["meter", "clear_actions", "write_actions", "write_metadata", "goto_table"];

    private readonly List<Instruction> _instructions = [];
    private readonly ActionContext _context = new(key, Nesting.None);

    public List<Instruction> Parse(TextPart text)
    {
        var last = -1;
        var isDrop = false;
        foreach (var (word, value) in text.Pairs())
        {
            if (word.Is("drop"))
            {
                isDrop = true;
                continue;
            }

            var instruction = Array.FindIndex(s_instructions, word.Is) >= 0 ? Read(word, value) : null;
            if (instruction is null) ActionParser.Parse(_context, word, value);
            var rank = FlowText.Rank(instruction ?? new ApplyActions([]));
            if (rank < last || (rank == last && instruction is not null)) throw word.Error($"{word.Text} is not allowed here: instructions are allowed once each, in the order {Order}");
            last = rank;

            // An action set without actions is none.
            if (instruction is not null and not WriteActions { Actions.Count: 0 }) _instructions.Add(instruction);
        }

        _context.CheckConjunctions();
        if (isDrop && last >= 0) throw text.Error("drop must stand alone, without any other action or instruction");
        if (_context.Actions.Count > 0) _instructions.Insert(_instructions.FindIndex(i => i is MeterInstruction) + 1, new ApplyActions(_context.Actions));
        return _instructions;
    }

    private Instruction Read(TextPart word, TextPart value)
    {
        switch (word.Text.ToLowerInvariant())
        {
            case "meter":
                var meter = (uint)value.Number("meter", uint.MaxValue);
                return meter is > 0 and <= MaxMeter ? new MeterInstruction(meter) : throw value.Error($"invalid meter {meter}; 1 to {MaxMeter} are allowed");
            case "clear_actions": return new ClearActions();
            case "write_actions": return new WriteActions(ActionParser.Nested(_context, value, Nesting.WriteActions));
            case "write_metadata":
                var slash = value.Text.IndexOf('/', StringComparison.Ordinal);
                var (number, mask) = slash < 0 ? (value, ulong.MaxValue) : (value.Slice(0, slash), value.Slice(slash + 1).Number("mask", ulong.MaxValue));
                return new WriteMetadata(number.Number("metadata", ulong.MaxValue), mask);
            default:
                var target = value.Table();
                return table == TableId.All || target.Value > table.Value ? new GotoTable(target) : throw value.Error($"goto_table:{target} leads back; a table above {table} is allowed");
        }
    }
}
