namespace OvsCtl.OpenFlow;

/// <summary>Asks what the queues have sent (OFPMP_QUEUE, ofp_queue_stats_request).</summary>
/// <param name="Port">The port; <see cref="PortNumber.Any"/> for all of them.</param>
/// <param name="QueueId">The queue; <see cref="QueueId.All"/> for all of them.</param>
public sealed record QueueStatsRequest(PortNumber Port, QueueId QueueId) : MultipartRequest
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Queue;

    internal static QueueStatsRequest ReadPart(ref OpenFlowReader reader) => new(new PortNumber(reader.ReadUInt32()), new QueueId(reader.ReadUInt32()));

    internal override void WritePart(OpenFlowWriter writer)
    {
        writer.WriteUInt32(Port.Value);
        writer.WriteUInt32(QueueId.Value);
    }
}
