using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>What configures a switch and its statistics. To add a message: a line.</summary>
internal static class SwitchText
{
    /// <summary>Writes what follows the name of a message.</summary>
    /// <returns>False, with nothing written, for messages of other families.</returns>
    /// <exception cref="OpenFlowProtocolException">Open vSwitch refuses the message; what was written before is part of its text.</exception>
    public static bool TryAppend(StringBuilder text, OpenFlowMessage message)
    {
        switch (message)
        {
            case GroupMod mod: GroupText.Append(text, mod); break;
            case PortMod mod: PortStatsText.Append(text, mod); break;
            case TableMod mod: text.Append(mod.TableId == TableId.All ? " table_id: ALL_TABLES" : string.Create(CultureInfo.InvariantCulture, $" table_id={mod.TableId}")); break;
            case MeterMod mod: MeterText.Append(text, mod); break;
            case QueueGetConfigRequest request: QueueText.Append(text, request); break;
            case QueueGetConfigReply reply: QueueText.Append(text, reply); break;
            case TableStatsRequest or GroupFeaturesRequest or MeterFeaturesRequest: break;
            case FlowSelection request: FlowStatsText.Append(text, request); break;
            case PortStatsRequest request: PortStatsText.Append(text, request); break;
            case PortDescRequest: text.Append(" port=ANY"); break;
            case QueueStatsRequest request: QueueText.Append(text, request); break;
            case GroupStatsRequest request: GroupText.AppendRequest(text, request.GroupId); break;
            case GroupDescRequest: GroupText.AppendRequest(text, GroupId.All); break;
            case MeterStatsRequest request: MeterText.AppendRequest(text, request.MeterId); break;
            case MeterConfigRequest request: MeterText.AppendRequest(text, request.MeterId); break;
            case TableFeaturesRequest request: TableFeaturesText.Append(text, request.Tables); break;
            case FlowStatsReply reply: FlowStatsText.Append(text, reply); break;
            case AggregateStatsReply reply: FlowStatsText.Append(text, reply); break;
            case TableStatsReply reply: TableFeaturesText.Append(text, reply.Tables); break;
            case PortStatsReply reply: PortStatsText.Append(text, reply); break;
            case PortDescReply reply: PortDescriptionText.Append(text.Append('\n'), reply.Ports); break;
            case QueueStatsReply reply: QueueText.Append(text, reply); break;
            case GroupStatsReply reply: GroupText.Append(text, reply); break;
            case GroupDescReply reply: GroupText.Append(text, reply); break;
            case GroupFeaturesReply reply: GroupText.Append(text, reply); break;
            case MeterStatsReply reply: MeterText.Append(text, reply); break;
            case MeterConfigReply reply: MeterText.Append(text, reply); break;
            case MeterFeaturesReply reply: MeterText.Append(text, reply); break;
            case FlowMonitorRequest request: FlowMonitorText.Append(text, request); break;
            case FlowMonitorReply reply: FlowMonitorText.Append(text, reply); break;
            case IpfixBridgeRequest or IpfixFlowRequest: break;
            case IpfixBridgeReply reply: IpfixText.Append(text, reply); break;
            case IpfixFlowReply reply: IpfixText.Append(text, reply); break;
            case TableFeaturesReply reply: TableFeaturesText.Append(text, reply.Tables); break;
            default: return false;
        }

        return true;
    }

    /// <summary>Writes as much of a list as could be read; of other messages checks what could be.</summary>
    /// <exception cref="OpenFlowProtocolException">Open vSwitch refuses the message already for what could be read.</exception>
    public static void AppendDecoded(StringBuilder text, OpenFlowMessage message)
    {
        switch (message)
        {
            case FlowSelection request: PortRange.Check(request.OutPort); break;
            case MeterMod mod: MeterText.Check(mod); break;
            case GroupStatsReply reply:
                GroupText.Append(text, reply);
                text.Append(" ***parse error***");
                break;
            default: TryAppend(text, message); break;
        }
    }
}
