using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Flow monitors in Open vSwitch's words.</summary>
internal static class FlowMonitorText
{
    private const FlowMonitorFlags AnyChange = FlowMonitorFlags.Add | FlowMonitorFlags.Delete | FlowMonitorFlags.Modify;
    private const FlowMonitorFlags Known = AnyChange | FlowMonitorFlags.Initial | FlowMonitorFlags.Actions | FlowMonitorFlags.Own;

    private static readonly string?[] s_flags = ["initial", "add", "delete", "modify", "actions", "own"];

    /// <exception cref="OpenFlowProtocolException">Open vSwitch refuses a monitor; those before it have been written.</exception>
    public static void Append(StringBuilder text, FlowMonitorRequest request)
    {
        foreach (var monitor in request.Monitors)
        {
            CheckFlags(monitor.Flags);
            PortRange.Check(monitor.OutPort);
            var match = MatchText.Format(MatchCheck.Strict(monitor.Match), null);
            text.Append(CultureInfo.InvariantCulture, $"\n id={monitor.Id} flags={BitNames.Format((uint)monitor.Flags, s_flags, ',')}");
            if (monitor.OutPort != PortNumber.Any) text.Append(" out_port=").Append(PortRange.Format(monitor.OutPort));
            if (monitor.TableId != TableId.All) text.Append(CultureInfo.InvariantCulture, $" table={monitor.TableId}");
            if (match.Length > 0) text.Append(' ').Append(match);
        }
    }

    /// <exception cref="OpenFlowProtocolException">Open vSwitch refuses an update; those before it have been written.</exception>
    public static void Append(StringBuilder text, FlowMonitorReply reply)
    {
        foreach (var update in reply.Updates)
        {
            var match = MatchText.Format(MatchCheck.Strict(update.Match), null);
            Acceptance.CheckInstructions(update.Instructions);
            text.Append("\n event=").Append(update.Event switch
            {
                FlowUpdateEvent.Added => "ADDED",
                FlowUpdateEvent.Deleted => "DELETED reason=" + FlowRemovedText.Reason(update.Reason),
                FlowUpdateEvent.Modified => "MODIFIED",
                _ => $"ABBREV xid={FieldText.Hex0(update.Xid.Value)}",
            });
            if (update.Event == FlowUpdateEvent.Abbreviated) continue;

            text.Append(CultureInfo.InvariantCulture, $" table={update.TableId}");
            if (update.IdleTimeout != 0) text.Append(CultureInfo.InvariantCulture, $" idle_timeout={update.IdleTimeout}");
            if (update.HardTimeout != 0) text.Append(CultureInfo.InvariantCulture, $" hard_timeout={update.HardTimeout}");
            text.Append(" cookie=").Append(FieldText.Hex(update.Cookie.Value)).Append(' ').Append(match);
            if (update.Instructions.Count == 0) continue;
            if (match.Length > 0) text.Append(' ');
            text.Append("actions=").Append(FlowText.Actions(update.Instructions));
        }
    }

    private static void CheckFlags(FlowMonitorFlags flags)
    {
        if ((flags & AnyChange) == 0 || (flags & ~Known) != 0) throw new OpenFlowProtocolException($"Flags 0x{(ushort)flags:x} make no monitor.", OfpError.OFPMOFC_BAD_FLAGS);
    }
}
