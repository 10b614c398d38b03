namespace OvsCtl.OpenFlow;

/// <summary>OFPT_FLOW_MOD in Open vSwitch's words.</summary>
internal static class FlowModText
{
    private static readonly MatchField[] s_ctIpv4 = [MatchField.CtNwSrc, MatchField.CtNwDst], s_ctIpv6 = [MatchField.CtIpv6Src, MatchField.CtIpv6Dst];

    /// <exception cref="OpenFlowProtocolException">Open vSwitch refuses the flow.</exception>
    public static string Format(FlowMod flow)
    {
        // In the order Open vSwitch looks: of several errors, the first is told.
        var match = MatchCheck.Strict(flow.Match);
        var isDelete = flow.Command is FlowModCommand.Delete or FlowModCommand.DeleteStrict;
        if (flow.TableId == TableId.All && !isDelete) throw Refused("Only deletions are for all tables.", OfpError.OFPFMFC_BAD_TABLE_ID);
        PortRange.Check(flow.OutPort);
        if (IsOfOtherFamily(match, s_ctIpv4, 0x0800) || IsOfOtherFamily(match, s_ctIpv6, 0x86dd)) throw Refused("A tracked connection has addresses of another family.", OfpError.OFPBAC_MATCH_INCONSISTENT);
        if (flow.Command > FlowModCommand.DeleteStrict) throw Refused($"{(byte)flow.Command} is no command.", OfpError.OFPFMFC_BAD_COMMAND);
        Acceptance.CheckInstructions(flow.Instructions);
        Acceptance.CheckFlags(flow.Flags);
        ActionConsistency.Check(flow);
        return " " + FlowText.FlowMod(flow);
    }

    private static bool IsOfOtherFamily(Match match, MatchField[] fields, ulong ethernetType) =>
        Array.Exists(fields, field => match.TryGet(field, out _)) && !(match.TryGet(MatchField.EthType, out var type) && type.ValueAsNumber == ethernetType);

    private static OpenFlowProtocolException Refused(string why, OfpError error) => new(why, error);
}
