namespace OvsCtl.OpenFlow;

/// <summary>Asks what the IPFIX exporter of the bridge has seen (NXST_IPFIX_BRIDGE).</summary>
public sealed record IpfixBridgeRequest : MultipartRequest
{
    internal const uint NXST_IPFIX_BRIDGE = 3;

    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Experimenter;

    internal override void WritePart(OpenFlowWriter writer) => ExperimenterMultipart.WriteHeader(writer, ExperimenterMultipart.Nicira, NXST_IPFIX_BRIDGE);
}

/// <summary>Asks what the IPFIX exporters of flows have seen (NXST_IPFIX_FLOW).</summary>
public sealed record IpfixFlowRequest : MultipartRequest
{
    internal const uint NXST_IPFIX_FLOW = 4;

    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Experimenter;

    internal override void WritePart(OpenFlowWriter writer) => ExperimenterMultipart.WriteHeader(writer, ExperimenterMultipart.Nicira, NXST_IPFIX_FLOW);
}
