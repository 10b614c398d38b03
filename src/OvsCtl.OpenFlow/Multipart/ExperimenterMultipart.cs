namespace OvsCtl.OpenFlow;

/// <summary>Multiparts beyond the standard (OFPMP_EXPERIMENTER, ofp_experimenter_multipart_header). To add one: a record, and a line here.</summary>
internal static class ExperimenterMultipart
{
    public const uint Nicira = ExperimenterMessage.Nicira, Onf = ExperimenterMessage.Onf;

    private const int HeaderSize = 8;

    public static MultipartRequest ReadRequest(ref OpenFlowReader reader) => Peek(reader) switch
    {
        (Onf, FlowMonitorRequest.ONFST_FLOW_MONITOR) => FlowMonitorRequest.ReadPart(ref reader),
        (Nicira, IpfixBridgeRequest.NXST_IPFIX_BRIDGE) when reader.Remaining == HeaderSize => Skip(ref reader, new IpfixBridgeRequest()),
        (Nicira, IpfixFlowRequest.NXST_IPFIX_FLOW) when reader.Remaining == HeaderSize => Skip(ref reader, new IpfixFlowRequest()),
        _ => new RawMultipartRequest(MultipartType.Experimenter, reader.ReadRest()),
    };

    public static MultipartReply ReadReply(ref OpenFlowReader reader) => Peek(reader) switch
    {
        (Onf, FlowMonitorRequest.ONFST_FLOW_MONITOR) => FlowMonitorReply.ReadPart(ref reader),
        (Nicira, IpfixBridgeRequest.NXST_IPFIX_BRIDGE) => IpfixBridgeReply.ReadPart(ref reader),
        (Nicira, IpfixFlowRequest.NXST_IPFIX_FLOW) => IpfixFlowReply.ReadPart(ref reader),
        _ => new RawMultipartReply(MultipartType.Experimenter, reader.ReadRest()),
    };

    public static void WriteHeader(OpenFlowWriter writer, uint experimenter, uint type)
    {
        writer.WriteUInt32(experimenter);
        writer.WriteUInt32(type);
    }

    // experimenter:4 exp_type:4
    private static (uint Experimenter, uint Type) Peek(OpenFlowReader copy) => copy.Remaining < HeaderSize ? default : (copy.ReadUInt32(), copy.ReadUInt32());

    private static MultipartRequest Skip(ref OpenFlowReader reader, MultipartRequest request)
    {
        reader.Skip(HeaderSize);
        return request;
    }
}
