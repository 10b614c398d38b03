namespace OvsCtl.OpenFlow;

/// <summary>
/// A message beyond the standard (OFPT_EXPERIMENTER, ofp_experimenter_header). Those of Nicira, which Open vSwitch speaks, and of the
/// ONF's extensions have types; others are kept as <see cref="RawExperimenterMessage"/>. To add one: a record, and a line in <see cref="ReadBody"/>.
/// </summary>
public abstract record ExperimenterMessage : OpenFlowMessage
{
    internal const uint Nicira = 0x00002320;
    internal const uint Onf = 0x4f4e4600;

    private protected ExperimenterMessage()
    {
    }

    /// <inheritdoc/>
    public sealed override MessageType MessageType => MessageType.Experimenter;

    /// <summary>Whose message it is: 0x2320 for Nicira, 0x4f4e4600 for the ONF.</summary>
    public abstract uint Experimenter { get; }

    /// <summary>Which message of theirs (exp_type).</summary>
    public abstract uint ExperimenterType { get; }

    internal static OpenFlowMessage ReadBody(ref OpenFlowReader reader)
    {
        // experimenter:4 exp_type:4 body
        if (reader.Remaining < 8) return new RawMessage(MessageType.Experimenter, reader.ReadRest());
        var experimenter = reader.ReadUInt32();
        var type = reader.ReadUInt32();
        return (experimenter, type) switch
        {
            (Nicira, NiciraRoleRequest.NXT_ROLE_REQUEST) => new NiciraRoleRequest((NiciraRole)reader.ReadUInt32()),
            (Nicira, NiciraRoleReply.NXT_ROLE_REPLY) => new NiciraRoleReply((NiciraRole)reader.ReadUInt32()),
            (Nicira, NiciraFlowRemoved.NXT_FLOW_REMOVED) => NiciraFlowRemoved.ReadRest(ref reader),
            (Nicira, FlowModTableId.NXT_FLOW_MOD_TABLE_ID) => FlowModTableId.ReadRest(ref reader),
            (Nicira, SetPacketInFormat.NXT_SET_PACKET_IN_FORMAT) => new SetPacketInFormat((PacketInFormat)reader.ReadUInt32()),
            (Nicira, NiciraPacketIn.NXT_PACKET_IN) => NiciraPacketIn.ReadRest(ref reader),
            (Nicira, FlowAge.NXT_FLOW_AGE) => new FlowAge(),
            (Nicira, NiciraSetAsync.NXT_SET_ASYNC_CONFIG) => new NiciraSetAsync(AsyncConfig.Read(ref reader)),
            (Nicira, SetControllerId.NXT_SET_CONTROLLER_ID) => SetControllerId.ReadRest(ref reader),
            (Nicira, TlvTableMod.NXT_TLV_TABLE_MOD) => TlvTableMod.ReadRest(ref reader),
            (Nicira, TlvTableRequest.NXT_TLV_TABLE_REQUEST) => new TlvTableRequest(),
            (Nicira, TlvTableReply.NXT_TLV_TABLE_REPLY) => TlvTableReply.ReadRest(ref reader),
            (Nicira, SetAsyncProperties.NXT_SET_ASYNC_CONFIG2) => new SetAsyncProperties(MessageProperty.ReadAll(ref reader)),
            (Nicira, Resume.NXT_RESUME) => new Resume(MessageProperty.ReadAll(ref reader)),
            (Nicira, CtFlushZone.NXT_CT_FLUSH_ZONE) => CtFlushZone.ReadRest(ref reader),
            (Nicira, PacketIn2.NXT_PACKET_IN2) => new PacketIn2(MessageProperty.ReadAll(ref reader)),
            (Nicira, CtFlush.NXT_CT_FLUSH) => CtFlush.ReadRest(ref reader),
            (Onf, FlowMonitorCancel.ONFT_FLOW_MONITOR_CANCEL) => new FlowMonitorCancel(reader.ReadUInt32()),
            (Onf, FlowMonitorPaused.ONFT_FLOW_MONITOR_PAUSED) => new FlowMonitorPaused(),
            (Onf, FlowMonitorResumed.ONFT_FLOW_MONITOR_RESUMED) => new FlowMonitorResumed(),
            (Onf, RoleStatus.ONFT_ROLE_STATUS) => RoleStatus.ReadRest(ref reader),
            (Onf, BundleControl.ONFT_BUNDLE_CONTROL) => BundleControl.ReadRest(ref reader),
            (Onf, BundleAdd.ONFT_BUNDLE_ADD_MESSAGE) => BundleAdd.ReadRest(ref reader),
            (Onf, RequestForward.ONFT_REQUESTFORWARD) => new RequestForward(reader.ReadRest()),
            _ => new RawExperimenterMessage(experimenter, type, reader.ReadRest()),
        };
    }

    internal sealed override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt32(Experimenter);
        writer.WriteUInt32(ExperimenterType);
        WriteRest(writer);
    }

    /// <summary>Writes what follows experimenter and type.</summary>
    internal abstract void WriteRest(OpenFlowWriter writer);
}
