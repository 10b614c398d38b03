namespace OvsCtl.OpenFlow;

/// <summary>What Open vSwitch refuses in actions and instructions beyond wrong sizes.</summary>
internal static class ActionCheck
{
    /// <exception cref="OpenFlowProtocolException">Open vSwitch refuses an action.</exception>
    public static void Check(IReadOnlyList<FlowAction> actions)
    {
        foreach (var action in actions) Check(action);
    }

    /// <exception cref="OpenFlowProtocolException">Open vSwitch refuses an instruction, or an action in one.</exception>
    public static void Check(IReadOnlyList<Instruction> instructions)
    {
        foreach (var instruction in instructions)
        {
            switch (instruction)
            {
                case ApplyActions apply: Check(apply.Actions); break;
                case WriteActions write: Check(write.Actions); break;
                case RawInstruction raw:
                    throw new OpenFlowProtocolException($"Instruction {(ushort)raw.Type} is unknown.", (ushort)raw.Type == 0xffff ? OfpError.OFPBIC_BAD_EXPERIMENTER : OfpError.OFPBIC_UNKNOWN_INST);
            }
        }
    }

    private static void Check(FlowAction action)
    {
        switch (action)
        {
            case RawAction raw: throw Unknown(raw);
            case Output output when !MatchCheck.IsPort(output.Port.Value):
                throw new OpenFlowProtocolException($"{output.Port} is no port.", OfpError.OFPBAC_BAD_OUT_PORT);
            case SetField { Entry.Field.IsUnknown: true } set:
                throw new OpenFlowProtocolException($"Field {set.Entry.Field} is unknown.", OfpError.OFPBAC_BAD_SET_TYPE);
            case SetField { Entry: var entry }:
                MatchCheck.CheckValue(entry, OfpError.OFPBAC_BAD_SET_ARGUMENT);
                break;
        }
    }

    private static OpenFlowProtocolException Unknown(RawAction raw)
    {
        const uint nicira = MessageKind.NX, onf = MessageKind.ONF;
        if ((ushort)raw.Type != NiciraAction.OFPAT_EXPERIMENTER) return new($"Action {(ushort)raw.Type} is unknown.", OfpError.OFPBAC_BAD_TYPE);
        var vendor = raw.Body.Length < 4 ? 0 : System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(raw.Body);
        return vendor is nicira or onf
            ? new($"An action of experimenter 0x{vendor:x} is unknown or damaged.", OfpError.OFPBAC_BAD_VENDOR_TYPE)
            : new($"Experimenter 0x{vendor:x} is unknown.", OfpError.OFPBAC_BAD_VENDOR);
    }
}
