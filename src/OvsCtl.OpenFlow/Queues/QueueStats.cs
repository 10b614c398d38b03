namespace OvsCtl.OpenFlow;

/// <summary>What a queue has sent (ofp_queue_stats).</summary>
public sealed record QueueStats
{
    internal const int Size = 40;

    /// <summary>The port.</summary>
    public PortNumber Port { get; init; }

    /// <summary>The queue of that port.</summary>
    public QueueId QueueId { get; init; }

    /// <summary>How many bytes were sent; all bits set when the switch does not count.</summary>
    public ulong SentBytes { get; init; }

    /// <summary>How many packets were sent; all bits set when the switch does not count.</summary>
    public ulong SentPackets { get; init; }

    /// <summary>How many were dropped because the queue was full; all bits set when the switch does not count.</summary>
    public ulong SendErrors { get; init; }

    /// <summary>How long the queue has existed.</summary>
    public TimeSpan Duration
    {
        get => WireDuration.ToTimeSpan();
        init => WireDuration = FlowDuration.From(value);
    }

    internal FlowDuration WireDuration { get; init; }

    // port_no:4 queue_id:4 tx_bytes:8 tx_packets:8 tx_errors:8 duration_sec:4 duration_nsec:4
    internal static QueueStats Read(ref OpenFlowReader reader) => new()
    {
        Port = new PortNumber(reader.ReadUInt32()),
        QueueId = new QueueId(reader.ReadUInt32()),
        SentBytes = reader.ReadUInt64(),
        SentPackets = reader.ReadUInt64(),
        SendErrors = reader.ReadUInt64(),
        WireDuration = FlowDuration.Read(ref reader),
    };

    internal void Write(OpenFlowWriter writer)
    {
        writer.WriteUInt32(Port.Value);
        writer.WriteUInt32(QueueId.Value);
        writer.WriteUInt64(SentBytes);
        writer.WriteUInt64(SentPackets);
        writer.WriteUInt64(SendErrors);
        WireDuration.Write(writer);
    }
}
