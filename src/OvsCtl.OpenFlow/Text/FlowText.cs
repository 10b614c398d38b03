using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Flows as <c>ovs-ofctl -O OpenFlow13</c> writes them.</summary>
public static class FlowText
{
    // Open vSwitch sorts instructions by when they take effect, not as they are on the wire.
    private static readonly InstructionType[] s_order =
    [
        InstructionType.Meter, InstructionType.ApplyActions, InstructionType.ClearActions,
        InstructionType.WriteActions, InstructionType.WriteMetadata, InstructionType.GotoTable,
    ];

    /// <summary>What a flow does, <c>output:1,goto_table:1</c>; <c>drop</c> when that is nothing.</summary>
    /// <param name="instructions">The flow's instructions.</param>
    /// <param name="portName">Gives a port's name, or null when it has none; null for numbers throughout.</param>
    public static string Actions(IReadOnlyList<Instruction> instructions, Func<PortNumber, string?>? portName = null)
    {
        var parts = instructions.OrderBy(Rank).Select(instruction => instruction.ToString(portName)).Where(part => part.Length > 0);
        var text = string.Join(',', parts);
        return text.Length == 0 ? "drop" : text;
    }

    /// <summary>A match, <c>ip,in_port=1,nw_dst=10.0.0.1</c>; empty for every packet.</summary>
    /// <param name="match">The match.</param>
    /// <param name="portName">Gives a port's name, or null when it has none; null for numbers throughout.</param>
    public static string Match(Match match, Func<PortNumber, string?>? portName = null) => MatchText.Format(match, portName);

    /// <summary>A flow-mod, <c>ADD table:1 priority=10,ip actions=drop</c>.</summary>
    /// <param name="flowMod">The message.</param>
    /// <param name="portName">Gives a port's name, or null when it has none; null for numbers throughout.</param>
    public static string FlowMod(FlowMod flowMod, Func<PortNumber, string?>? portName = null)
    {
        ArgumentNullException.ThrowIfNull(flowMod);
        var text = new StringBuilder(flowMod.Command switch
        {
            FlowModCommand.Add => "ADD",
            FlowModCommand.Modify => "MOD",
            FlowModCommand.ModifyStrict => "MOD_STRICT",
            FlowModCommand.Delete => "DEL",
            FlowModCommand.DeleteStrict => "DEL_STRICT",
            _ => string.Create(CultureInfo.InvariantCulture, $"command:{(byte)flowMod.Command}"),
        });
        var invariant = CultureInfo.InvariantCulture;
        if (flowMod.TableId.Value != 0) text.Append(invariant, $" table:{flowMod.TableId}");
        if (MatchText.Format(flowMod.Match, portName, flowMod.Priority) is { Length: > 0 } match) text.Append(' ').Append(match);

        // A flow that is added gets the cookie; for the other commands it says which flows are meant, if the mask has any bits.
        if (flowMod.Command == FlowModCommand.Add && flowMod.Cookie.Value is not 0 and not ulong.MaxValue) text.Append(invariant, $" cookie:{flowMod.Cookie}");
        if (flowMod.Command != FlowModCommand.Add && flowMod.CookieMask.Value != 0) text.Append(invariant, $" cookie:{flowMod.Cookie}/{flowMod.CookieMask}");
        if (flowMod.IdleTimeout != 0) text.Append(invariant, $" idle:{flowMod.IdleTimeout}");
        if (flowMod.HardTimeout != 0) text.Append(invariant, $" hard:{flowMod.HardTimeout}");
        if (flowMod.BufferId != OpenFlow.FlowMod.NoBuffer) text.Append(invariant, $" buf:0x{flowMod.BufferId:x}");
        if (flowMod.OutPort != PortNumber.Any) text.Append(" out_port:").Append(PortText.Format(flowMod.OutPort, portName));
        foreach (var flag in Flags(flowMod.Flags)) text.Append(' ').Append(flag);
        return text.Append(" actions=").Append(Actions(flowMod.Instructions, portName)).ToString();
    }

    /// <summary>A line of <c>dump-flows</c>, without the space it begins with.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="portName">Gives a port's name, or null when it has none; null for numbers throughout.</param>
    public static string FlowStats(FlowStats flow, Func<PortNumber, string?>? portName = null)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var invariant = CultureInfo.InvariantCulture;
        var text = new StringBuilder();
        text.Append(invariant, $"cookie={flow.Cookie}, duration={flow.WireDuration}s, table={flow.TableId}, ");
        text.Append(invariant, $"{CounterText.Format("n_packets", flow.PacketCount)}, {CounterText.Format("n_bytes", flow.ByteCount)}, ");
        if (flow.IdleTimeout != 0) text.Append(invariant, $"idle_timeout={flow.IdleTimeout}, ");
        if (flow.HardTimeout != 0) text.Append(invariant, $"hard_timeout={flow.HardTimeout}, ");
        foreach (var flag in Flags(flow.Flags)) text.Append(flag).Append(' ');
        if (MatchText.Format(flow.Match, portName, flow.Priority) is { Length: > 0 } match) text.Append(match).Append(' ');
        return text.Append("actions=").Append(Actions(flow.Instructions, portName)).ToString();
    }

    internal static string ActionList(IReadOnlyList<FlowAction> actions, Func<PortNumber, string?>? portName) =>
        string.Join(',', actions.Select(action => action.ToString(portName)));

    internal static int Rank(Instruction instruction)
    {
        var rank = Array.IndexOf(s_order, instruction.Type);
        return rank < 0 ? s_order.Length : rank;
    }

    private static IEnumerable<string> Flags(FlowModFlags flags)
    {
        if (flags.HasFlag(FlowModFlags.SendFlowRemoved)) yield return "send_flow_rem";
        if (flags.HasFlag(FlowModFlags.CheckOverlap)) yield return "check_overlap";
        if (flags.HasFlag(FlowModFlags.ResetCounts)) yield return "reset_counts";
        if (flags.HasFlag(FlowModFlags.NoPacketCounts)) yield return "no_packet_counts";
        if (flags.HasFlag(FlowModFlags.NoByteCounts)) yield return "no_byte_counts";
    }
}
