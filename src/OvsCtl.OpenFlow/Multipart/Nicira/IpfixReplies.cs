namespace OvsCtl.OpenFlow;

/// <summary>What the IPFIX exporter of the bridge has seen (NXST_IPFIX_BRIDGE).</summary>
/// <param name="Stats">What.</param>
public sealed record IpfixBridgeReply(IpfixStats Stats) : MultipartReply
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Experimenter;

    internal static IpfixBridgeReply ReadPart(ref OpenFlowReader reader)
    {
        reader.Skip(8);
        return new IpfixBridgeReply(IpfixStats.Read(ref reader));
    }

    internal override void WritePart(OpenFlowWriter writer)
    {
        ExperimenterMultipart.WriteHeader(writer, ExperimenterMultipart.Nicira, IpfixBridgeRequest.NXST_IPFIX_BRIDGE);
        Stats.Write(writer);
    }

    private protected override MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts) => this;
}

/// <summary>What the IPFIX exporters of flows have seen (NXST_IPFIX_FLOW).</summary>
/// <param name="Stats">Of each what; the list is copied.</param>
public sealed record IpfixFlowReply(IReadOnlyList<IpfixStats> Stats) : MultipartReply
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Experimenter;

    /// <summary>Of each what.</summary>
    public IReadOnlyList<IpfixStats> Stats { get; init => field = ValueList<IpfixStats>.Of(value); } = ValueList<IpfixStats>.Of(Stats);

    internal static IpfixFlowReply ReadPart(ref OpenFlowReader reader)
    {
        reader.Skip(8);
        return ListReader.Read(ref reader, IpfixStats.Read, stats => new IpfixFlowReply(stats));
    }

    internal override void WritePart(OpenFlowWriter writer)
    {
        ExperimenterMultipart.WriteHeader(writer, ExperimenterMultipart.Nicira, IpfixFlowRequest.NXST_IPFIX_FLOW);
        foreach (var stats in Stats) stats.Write(writer);
    }

    private protected override MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts) =>
        this with { Stats = [.. parts.SelectMany(part => ((IpfixFlowReply)part).Stats)] };
}
