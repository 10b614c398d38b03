namespace OvsCtl.OpenFlow;

/// <summary>A flow that asked for it is gone (OFPT_FLOW_REMOVED, ofp_flow_removed).</summary>
public sealed record FlowRemoved : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.FlowRemoved;

    /// <summary>The cookie of the flow.</summary>
    public Cookie Cookie { get; init; }

    /// <summary>The priority of the flow.</summary>
    public ushort Priority { get; init; }

    /// <summary>Why it is gone.</summary>
    public FlowRemovedReason Reason { get; init; }

    /// <summary>The table it was in.</summary>
    public TableId TableId { get; init; }

    /// <summary>How long it existed.</summary>
    public TimeSpan Duration
    {
        get => WireDuration.ToTimeSpan();
        init => WireDuration = FlowDuration.From(value);
    }

    /// <summary>Its idle timeout in seconds.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>Its hard timeout in seconds.</summary>
    public ushort HardTimeout { get; init; }

    /// <summary>How many packets it matched.</summary>
    public ulong PacketCount { get; init; }

    /// <summary>How many bytes they had.</summary>
    public ulong ByteCount { get; init; }

    /// <summary>Which packets it was for.</summary>
    public Match Match { get; init; } = Match.Any;

    internal FlowDuration WireDuration { get; init; }

    internal static FlowRemoved ReadBody(ref OpenFlowReader reader)
    {
        // cookie:8 priority:2 reason:1 table_id:1 duration_sec:4 duration_nsec:4 idle:2 hard:2 packets:8 bytes:8 match
        var message = new FlowRemoved
        {
            Cookie = new Cookie(reader.ReadUInt64()),
            Priority = reader.ReadUInt16(),
            Reason = (FlowRemovedReason)reader.ReadByte(),
            TableId = new TableId(reader.ReadByte()),
            WireDuration = FlowDuration.Read(ref reader),
            IdleTimeout = reader.ReadUInt16(),
            HardTimeout = reader.ReadUInt16(),
            PacketCount = reader.ReadUInt64(),
            ByteCount = reader.ReadUInt64(),
            Match = Match.Read(ref reader),
        };
        reader.ExpectEnd("FLOW_REMOVED");
        return message;
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt64(Cookie.Value);
        writer.WriteUInt16(Priority);
        writer.WriteByte((byte)Reason);
        writer.WriteByte(TableId.Value);
        WireDuration.Write(writer);
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        writer.WriteUInt64(PacketCount);
        writer.WriteUInt64(ByteCount);
        Match.Write(writer);
    }
}
