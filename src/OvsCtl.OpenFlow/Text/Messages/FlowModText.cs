using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>FLOW_MOD, unless Open vSwitch refuses it.</summary>
internal static class FlowModText
{
    public static void Append(StringBuilder text, FlowMod message)
    {
        MatchCheck.Strict(message.Match);
        var isDelete = message.Command is FlowModCommand.Delete or FlowModCommand.DeleteStrict;
        if (message.TableId == TableId.All && !isDelete) throw new OpenFlowProtocolException("A flow is added to one table, not to all.", OfpError.OFPFMFC_BAD_TABLE_ID);
        PortRange.Check(message.OutPort);
        if (!Enum.IsDefined(message.Command)) throw new OpenFlowProtocolException($"There is no command {(byte)message.Command} on flows.", OfpError.OFPFMFC_BAD_COMMAND);
        Acceptance.CheckInstructions(message.Instructions);
        Acceptance.CheckFlags(message.Flags);
        text.Append(' ').Append(FlowText.FlowMod(message));
    }
}
