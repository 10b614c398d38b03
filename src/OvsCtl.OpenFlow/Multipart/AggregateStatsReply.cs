namespace OvsCtl.OpenFlow;

/// <summary>The sums over flows (OFPMP_AGGREGATE, ofp_aggregate_stats_reply).</summary>
/// <param name="PacketCount">How many packets the flows matched.</param>
/// <param name="ByteCount">How many bytes they had.</param>
/// <param name="FlowCount">How many flows there are.</param>
public sealed record AggregateStatsReply(ulong PacketCount, ulong ByteCount, uint FlowCount) : MultipartReply
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Aggregate;

    internal static AggregateStatsReply ReadPart(ref OpenFlowReader reader)
    {
        // packet_count:8 byte_count:8 flow_count:4 pad:4
        var reply = new AggregateStatsReply(reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadUInt32());
        reader.Skip(4);
        return reply;
    }

    internal override void WritePart(OpenFlowWriter writer)
    {
        writer.WriteUInt64(PacketCount);
        writer.WriteUInt64(ByteCount);
        writer.WriteUInt32(FlowCount);
        writer.WriteZeros(4);
    }

    private protected override MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts) =>
        throw new OpenFlowProtocolException("The sums over flows have one part only.");
}
