namespace OvsCtl.OpenFlow;

/// <summary>What this library keeps as it came, but Open vSwitch refuses to read.</summary>
internal static class Acceptance
{
    private const ushort Experimenter = 0xffff;

    public static void CheckActions(IReadOnlyList<FlowAction> actions)
    {
        foreach (var action in actions)
        {
            switch (action)
            {
                case RawAction { ActionType: Experimenter } raw:
                    var vendor = raw.Body.Length < 4 ? 0 : System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(raw.Body.Span);
                    throw Refused($"An action of experimenter 0x{vendor:x}.", vendor is 0x2320 or 0x4f4e4600 ? OfpError.OFPBAC_BAD_VENDOR_TYPE : OfpError.OFPBAC_BAD_VENDOR);
                case RawAction or CopyTtlIn or CopyTtlOut or PushPbb or PopPbb:
                    throw Refused($"An action of type {(ushort)action.Type}.", OfpError.OFPBAC_BAD_TYPE);
                case SetField { Entry.Field.IsUnknown: true } set:
                    throw Refused($"An action that sets {set.Entry.Field}.", OfpError.OFPBAC_BAD_SET_LEN);
                case SetField set:
                    MatchCheck.CheckValue(set.Entry, OfpError.OFPBAC_BAD_SET_ARGUMENT);
                    break;
                case LooseAction loose:
                    CheckActions([loose.Meaning]);
                    break;
                case ConnectionTrack { ZoneSource.BitCount: not 16 }:
                    throw Refused("A zone that has not 16 bits.", OfpError.OFPBAC_BAD_SET_LEN);
                case Output output when output.Port == PortNumber.Any || (output.Port.Value >= PortNumber.Max.Value && output.Port.Value < PortNumber.InPort.Value):
                    throw Refused($"An output to port {output.Port}.", OfpError.OFPBAC_BAD_OUT_PORT);
                case Output output:
                    PortRange.Check(output.Port);
                    break;
            }
        }
    }

    public static void CheckInstructions(IReadOnlyList<Instruction> instructions)
    {
        var seen = new HashSet<InstructionType>();
        foreach (var instruction in instructions)
        {
            if (instruction is RawInstruction raw)
                throw Refused($"An instruction of type {(ushort)raw.Type}.", (ushort)raw.Type == Experimenter ? OfpError.OFPBIC_BAD_EXPERIMENTER : OfpError.OFPBIC_UNKNOWN_INST);
            if (!seen.Add(instruction.Type)) throw Refused($"More than one instruction of type {(ushort)instruction.Type}.", OfpError.OFPBIC_DUP_INST);
        }

        foreach (var apply in instructions.OfType<ApplyActions>()) CheckActions(apply.Actions);
        foreach (var write in instructions.OfType<WriteActions>()) CheckActions(write.Actions);
    }

    public static void CheckMatch(Match match) => MatchCheck.Strict(match);

    public static void CheckFlags(FlowModFlags flags)
    {
        const FlowModFlags known = FlowModFlags.SendFlowRemoved | FlowModFlags.CheckOverlap | FlowModFlags.ResetCounts | FlowModFlags.NoPacketCounts | FlowModFlags.NoByteCounts;
        if ((flags & ~known) != 0) throw Refused($"Flags 0x{(ushort)(flags & ~known):x} of a flow.", OfpError.OFPFMFC_BAD_FLAGS);
    }

    private static OpenFlowProtocolException Refused(string what, OfpError error) => new($"{what} Open vSwitch does not take that.", error);
}
