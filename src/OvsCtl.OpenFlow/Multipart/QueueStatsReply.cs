namespace OvsCtl.OpenFlow;

/// <summary>What the queues have sent (OFPMP_QUEUE).</summary>
/// <param name="Queues">The queues; the list is copied.</param>
public sealed record QueueStatsReply(IReadOnlyList<QueueStats> Queues) : MultipartReply
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Queue;

    /// <summary>The queues, in the switch's order.</summary>
    public IReadOnlyList<QueueStats> Queues { get; init => field = ValueList<QueueStats>.Of(value); } = ValueList<QueueStats>.Of(Queues);

    internal static QueueStatsReply ReadPart(ref OpenFlowReader reader) => ListReader.Read(ref reader, QueueStats.Read, queues => new QueueStatsReply(queues));

    internal override void WritePart(OpenFlowWriter writer)
    {
        foreach (var queue in Queues) queue.Write(writer);
    }

    private protected override MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts) =>
        this with { Queues = [.. parts.SelectMany(part => ((QueueStatsReply)part).Queues)] };
}
