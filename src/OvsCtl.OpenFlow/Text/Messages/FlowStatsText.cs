using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Questions about flows, and the answers.</summary>
internal static class FlowStatsText
{
    public static void Append(StringBuilder text, FlowSelection request)
    {
        var port = PortRange.Format(request.OutPort);
        Acceptance.CheckMatch(request.Match);
        if (request.TableId != TableId.All) text.Append(CultureInfo.InvariantCulture, $" table={request.TableId}");
        if (request.OutPort != PortNumber.Any) text.Append(" out_port=").Append(port);
        if (request.Match.ToString() is { Length: > 0 } match) text.Append(' ').Append(match);
    }

    public static void Append(StringBuilder text, FlowStatsReply reply)
    {
        foreach (var flow in reply.Flows)
        {
            Acceptance.CheckMatch(flow.Match);
            Acceptance.CheckFlags(flow.Flags);
            Acceptance.CheckInstructions(flow.Instructions);
            text.Append("\n ").Append(FlowText.FlowStats(flow));
        }
    }

    public static void Append(StringBuilder text, AggregateStatsReply reply) =>
        text.Append(CultureInfo.InvariantCulture, $" packet_count={reply.PacketCount} byte_count={reply.ByteCount} flow_count={reply.FlowCount}");
}
