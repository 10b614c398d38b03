namespace OvsCtl.OpenFlow;

/// <summary>Whether actions fit the packets a flow is for: only a packet with a VLAN tag can lose it, only an IP packet has a time to live.</summary>
internal sealed class ActionConsistency
{
    private const uint OFPM_MAX = 0xffff0000;

    // In an action set nothing is known of the packet, so only what is checked by fields is.
    private readonly bool _isSet;

    // What is known of the packet where an action is carried out.
    private PacketKey _packet;

    private ActionConsistency(PacketKey packet, bool isSet = false) => (_packet, _isSet) = (packet, isSet);

    /// <exception cref="OpenFlowProtocolException">Open vSwitch refuses the flow.</exception>
    public static void Check(FlowMod flow)
    {
        var check = new ActionConsistency(PacketKey.Of(flow.Match));
        foreach (var instruction in flow.Instructions.OrderBy(FlowText.Rank))
        {
            switch (instruction)
            {
                case MeterInstruction meter when meter.MeterId is 0 or > OFPM_MAX:
                    throw new OpenFlowProtocolException($"{meter.MeterId} is no meter.", OfpError.OFPMMFC_INVALID_METER);
                case ApplyActions apply:
                    check.CheckAll(apply.Actions);
                    break;
                case WriteActions write:
                    new ActionConsistency(check._packet, isSet: true).CheckAll(write.Actions);
                    break;
                case GotoTable next when flow.TableId != TableId.All && next.TableId.Value <= flow.TableId.Value:
                    throw new OpenFlowProtocolException("Packets only go to tables behind that of the flow.", OfpError.OFPBIC_BAD_TABLE_ID);
            }
        }
    }

    private void CheckAll(IReadOnlyList<FlowAction> actions)
    {
        foreach (var action in actions) CheckOne(action is LooseAction loose ? loose.Meaning : action);
    }

    private void CheckOne(FlowAction action)
    {
        switch (action)
        {
            case SetField set: CheckWritten(set.Entry.Field, set.Entry.ValueAsNumber); break;
            case LoadField load: CheckWritten(load.Destination.Field, load.Value << load.Destination.Offset); break;
            case LoadMasked load: CheckWritten(load.Entry.Field, load.Entry.ValueAsNumber); break;
            case MoveField move: CheckField(move.Source.Field); CheckField(move.Destination.Field); break;
            case StackPush push: CheckField(push.Source.Field); break;
            case StackPop pop: CheckField(pop.Destination.Field); break;
            case OutputField output: CheckField(output.Source.Field); break;
            case OutputBundle { Destination: { } to }: CheckField(to.Field); break;
            case Multipath multipath: CheckField(multipath.Destination.Field); break;
            case Learn learn:
                foreach (var spec in learn.Specs) CheckField(spec.Source?.Field);
                break;
            case PopVlan: Prefer(_packet.HasOuterTag); _packet = _packet.WithoutTag(); break;
            case PushVlan when _packet.HasInnerTag: throw new OpenFlowProtocolException("Packets have at most two VLAN tags.", OfpError.OFPBAC_BAD_TAG);
            case PushVlan: _packet = _packet.WithTag(); break;
            case DecNwTtl or SetNwTtl or DecNwTtlIds: Prefer(_packet.IsIp); break;
            case DecMplsTtl or SetMplsTtl: Prefer(_packet.IsMpls); break;
            case PushMpls push: Prefer(_packet.IsEthernet); _packet = _packet.WithLabel(push.EthType); break;
            case PopMpls pop: Prefer(_packet is { IsEthernet: true, IsMpls: true }); _packet = _packet with { EthType = pop.EthType }; break;
            case DecNshTtl: Prefer(_packet.IsNsh); break;
            case Encapsulate encap: _packet = _packet.Inside(encap.PacketType); break;
            case Decapsulate: _packet = _packet.Outside(); break;
            case FinTimeout: Prefer(_packet.IpProto == 6); break;
            case Resubmit { WithConnectionTuple: true }: Require(_packet.IsTracked); break;
            case Clone clone: new ActionConsistency(_packet, _isSet).CheckAll(clone.Actions); break;
            case ConnectionTrack track: CheckTracking(track); break;
            case NetworkAddressTranslation { Minimum: { } address }: Require(_packet.IsIp && address.GetAddressBytes().Length == 16 == (_packet.NetworkType == 0x86dd)); break;
        }
    }

    private void CheckTracking(ConnectionTrack track)
    {
        const ushort commit = 1, ftp = 21, tftp = 69;
        Require(_packet.IsIp);
        Require((track.Flags & commit) == 0 || (_packet.CtState & PacketKey.StateInvalid) == 0);
        Require(track.Helper != ftp || _packet.IpProto == 6);
        Require(track.Helper != tftp || _packet.IpProto == 17);

        // Where the zone is in a field, Open vSwitch looks at nothing else.
        if (track.ZoneSource is { } zone) CheckField(zone.Field);
        else new ActionConsistency(_packet, _isSet).CheckAll(track.Actions);
    }

    private void CheckWritten(MatchField field, ulong value)
    {
        CheckField(field);
        if (field.Canonical == MatchField.VlanVid) Require(_packet.HasOuterTag);
        if (field == MatchField.VlanTci) _packet = _packet with { OuterTag = (ushort)value };
    }

    private void CheckField(MatchField? field) => Require(field?.Prerequisite?.IsMetBy(_packet) ?? true);

    private void Prefer(bool isConsistent) => Require(isConsistent || _isSet);

    private static void Require(bool isConsistent)
    {
        if (!isConsistent) throw new OpenFlowProtocolException("An action does not fit the packets the flow is for.", OfpError.OFPBAC_MATCH_INCONSISTENT);
    }
}
