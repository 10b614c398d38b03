namespace OvsCtl.OpenFlow;

/// <summary>What a flow does with the packets it matches (OpenFlow 1.3 §5.9, ofp_instruction). To add a kind: a record, and a line in <see cref="Read"/>.</summary>
public abstract record Instruction
{
    private const int HeaderSize = 8;

    private protected Instruction()
    {
    }

    internal abstract InstructionType Type { get; }

    /// <summary>The instruction as ovs-ofctl writes it, <c>goto_table:1</c>.</summary>
    public sealed override string ToString() => ToString(null);

    /// <summary>The instruction as ovs-ofctl writes it, with ports by name where one is known.</summary>
    /// <param name="portName">Gives a port's name, or null when it has none.</param>
    public abstract string ToString(Func<PortNumber, string?>? portName);

    internal static IReadOnlyList<Instruction> ReadAll(ref OpenFlowReader reader)
    {
        var instructions = new List<Instruction>();
        var list = reader.ReadNested(reader.Remaining, OfpError.OFPBIC_BAD_LEN);
        while (!list.IsAtEnd) instructions.Add(Read(ref list));
        return instructions;
    }

    internal static void WriteAll(OpenFlowWriter writer, IReadOnlyList<Instruction> instructions)
    {
        foreach (var instruction in instructions)
        {
            var start = writer.BeginTlv((ushort)instruction.Type);
            instruction.WriteBody(writer);
            writer.PadTo8(start);
            writer.EndTlv(start);
        }
    }

    /// <summary>Writes what follows type and length; padding to 8 bytes is added afterwards.</summary>
    internal abstract void WriteBody(OpenFlowWriter writer);

    private static Instruction Read(ref OpenFlowReader reader)
    {
        var body = reader.ReadTlv("An instruction", HeaderSize, alignment: 8, out var type);
        Instruction? instruction = (InstructionType)type switch
        {
            InstructionType.GotoTable => new GotoTable(new TableId(body.ReadByte())),
            InstructionType.WriteMetadata => WriteMetadata.ReadBody(ref body),
            InstructionType.WriteActions => new WriteActions(ReadActions(ref body)),
            InstructionType.ApplyActions => new ApplyActions(ReadActions(ref body)),
            InstructionType.ClearActions => new ClearActions(),
            InstructionType.Meter => new MeterInstruction(body.ReadUInt32()),
            _ => null,
        };
        if (instruction is null) return new RawInstruction(type, body.ReadRest());
        if (body.Remaining >= 8) throw new OpenFlowProtocolException($"An instruction of type {type} has {body.Remaining} bytes too many.", OfpError.OFPBIC_BAD_LEN);
        return instruction;
    }

    private static IReadOnlyList<FlowAction> ReadActions(ref OpenFlowReader body)
    {
        // pad:4 actions
        body.Skip(4);
        return FlowAction.ReadAll(ref body);
    }
}
