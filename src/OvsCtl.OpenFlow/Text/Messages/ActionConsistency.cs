namespace OvsCtl.OpenFlow;

/// <summary>Whether actions fit the packets a flow is for: only a packet with a VLAN tag can lose it, only an IP packet has a time to live.</summary>
internal sealed class ActionConsistency
{
    private const uint OFPM_MAX = 0xffff0000;
    private const ulong VlanPresent = 0x1000, IP = 0x0800, IPv6 = 0x86dd, MPLS = 0x8847, MPLS_MCAST = 0x8848;

    // What is known of the packet where an action is carried out.
    private Match _packet;

    private ActionConsistency(Match packet) => _packet = packet;

    private ulong EthernetType => _packet.TryGet(MatchField.EthType, out var type) ? type.ValueAsNumber : 0;

    private bool HasVlan => _packet.TryGet(MatchField.VlanVid, out var vlan) && (vlan.ValueAsNumber & VlanPresent) != 0;

    /// <exception cref="OpenFlowProtocolException">Open vSwitch refuses the flow.</exception>
    public static void Check(FlowMod flow)
    {
        var check = new ActionConsistency(flow.Match);
        foreach (var instruction in flow.Instructions.OrderBy(FlowText.Rank))
        {
            switch (instruction)
            {
                case MeterInstruction meter when meter.MeterId is 0 or > OFPM_MAX:
                    throw new OpenFlowProtocolException($"{meter.MeterId} is no meter.", OfpError.OFPMMFC_INVALID_METER);
                case ApplyActions apply:
                    foreach (var action in apply.Actions) check.CheckApplied(action);
                    break;
                case WriteActions write:
                    foreach (var set in write.Actions.OfType<SetField>()) check.CheckSet(set.Entry.Field);
                    break;
                case GotoTable next when flow.TableId != TableId.All && next.TableId.Value <= flow.TableId.Value:
                case GotoTable { TableId.Value: 0xff }:
                    throw new OpenFlowProtocolException("Packets only go to tables behind that of the flow.", OfpError.OFPBIC_BAD_TABLE_ID);
            }
        }
    }

    private void CheckApplied(FlowAction action)
    {
        switch (action)
        {
            case SetField set: CheckSet(set.Entry.Field); break;
            case PopVlan: Require(HasVlan); Forget(MatchField.VlanVid, MatchField.VlanPcp); break;
            case PushVlan: Set(MatchField.VlanVid, VlanPresent); break;
            case DecNwTtl or SetNwTtl: Require(EthernetType is IP or IPv6); break;
            case DecMplsTtl or SetMplsTtl: Require(EthernetType is MPLS or MPLS_MCAST); break;
            case PushMpls push: Set(MatchField.EthType, push.EthType); Forget(MatchField.IpProto); break;
            case PopMpls pop: Require(EthernetType is MPLS or MPLS_MCAST); Set(MatchField.EthType, pop.EthType); break;
            case ConnectionTrack: Require(EthernetType is IP or IPv6); break;
        }
    }

    private void CheckSet(MatchField field) => Require(field.IsAllowedIn(_packet) && (field != MatchField.VlanVid || HasVlan));

    private void Set(MatchField field, ulong value) => _packet = _packet.With(MatchEntry.FromNumber(field, value));

    private void Forget(params MatchField[] fields) => _packet = _packet.Where(entry => !fields.Contains(entry.Field));

    private static void Require(bool isConsistent)
    {
        if (!isConsistent) throw new OpenFlowProtocolException("An action does not fit the packets the flow is for.", OfpError.OFPBAC_MATCH_INCONSISTENT);
    }
}
