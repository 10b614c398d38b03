using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>OFPT_FLOW_REMOVED in Open vSwitch's words.</summary>
internal static class FlowRemovedText
{
    private static readonly string[] s_reasons = ["idle", "hard", "delete", "group_delete", "meter_delete", "eviction"];

    /// <exception cref="OpenFlowProtocolException">Open vSwitch refuses the match.</exception>
    public static string Format(FlowRemoved removed)
    {
        const byte everyTable = 0xff;
        var invariant = CultureInfo.InvariantCulture;
        var table = removed.TableId.Value == everyTable ? "" : string.Create(invariant, $" table_id={removed.TableId}");
        var cookie = removed.Cookie.Value == 0 ? "" : string.Create(invariant, $" cookie:{removed.Cookie}");
        var hard = removed.HardTimeout == 0 ? "" : string.Create(invariant, $" hard{removed.HardTimeout}");
        return string.Create(
            invariant,
            $" {MatchText.Format(MatchCheck.Strict(removed.Match), null, removed.Priority)} reason={Reason((int)removed.Reason)}{table}{cookie} duration{removed.WireDuration}s idle{removed.IdleTimeout}{hard} pkts{removed.PacketCount} bytes{removed.ByteCount}\n");
    }

    public static string Reason(int reason) => reason < s_reasons.Length ? s_reasons[reason] : reason.ToString(CultureInfo.InvariantCulture);
}
