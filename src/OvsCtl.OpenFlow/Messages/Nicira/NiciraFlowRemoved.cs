namespace OvsCtl.OpenFlow;

/// <summary>A flow that asked for it is gone, in the older form of Open vSwitch (NXT_FLOW_REMOVED, nx_flow_removed).</summary>
public sealed record NiciraFlowRemoved : ExperimenterMessage
{
    internal const uint NXT_FLOW_REMOVED = 14;

    /// <inheritdoc/>
    public override uint Experimenter => Nicira;

    /// <inheritdoc/>
    public override uint ExperimenterType => NXT_FLOW_REMOVED;

    /// <summary>The cookie of the flow.</summary>
    public Cookie Cookie { get; init; }

    /// <summary>The priority of the flow.</summary>
    public ushort Priority { get; init; }

    /// <summary>Why it is gone.</summary>
    public FlowRemovedReason Reason { get; init; }

    /// <summary>The table it was in; null when the switch did not say.</summary>
    public TableId? TableId { get; init; }

    /// <summary>How long it existed.</summary>
    public TimeSpan Duration
    {
        get => WireDuration.ToTimeSpan();
        init => WireDuration = FlowDuration.From(value);
    }

    /// <summary>Its idle timeout in seconds.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>How many packets it matched.</summary>
    public ulong PacketCount { get; init; }

    /// <summary>How many bytes they had.</summary>
    public ulong ByteCount { get; init; }

    /// <summary>Which packets it was for.</summary>
    public Match Match { get; init; } = Match.Any;

    internal FlowDuration WireDuration { get; init; }

    internal static NiciraFlowRemoved ReadRest(ref OpenFlowReader reader)
    {
        // cookie:8 priority:2 reason:1 table_id+1:1 duration_sec:4 duration_nsec:4 idle:2 match_len:2 packets:8 bytes:8 match
        var message = new NiciraFlowRemoved
        {
            Cookie = new Cookie(reader.ReadUInt64()),
            Priority = reader.ReadUInt16(),
            Reason = (FlowRemovedReason)reader.ReadByte(),
            TableId = reader.ReadByte() is > 0 and var table ? new TableId((byte)(table - 1)) : null,
            WireDuration = FlowDuration.Read(ref reader),
            IdleTimeout = reader.ReadUInt16(),
        };
        var matchLength = reader.ReadUInt16();
        return message with
        {
            PacketCount = reader.ReadUInt64(),
            ByteCount = reader.ReadUInt64(),
            Match = Match.ReadBare(ref reader, matchLength),
        };
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt64(Cookie.Value);
        writer.WriteUInt16(Priority);
        writer.WriteByte((byte)Reason);
        writer.WriteByte((byte)(TableId is { } table ? table.Value + 1 : 0));
        WireDuration.Write(writer);
        writer.WriteUInt16(IdleTimeout);
        var lengthAt = writer.Position;
        writer.WriteZeros(2);
        writer.WriteUInt64(PacketCount);
        writer.WriteUInt64(ByteCount);
        Match.WriteBare(writer, lengthAt);
    }
}
