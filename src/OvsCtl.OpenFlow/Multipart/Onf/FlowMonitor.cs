namespace OvsCtl.OpenFlow;

/// <summary>Which changes of flows a controller wants to hear of (onf_flow_monitor_request).</summary>
public sealed record FlowMonitor
{
    /// <summary>The controller's number for the monitor.</summary>
    public uint Id { get; init; }

    /// <summary>What it tells of.</summary>
    public FlowMonitorFlags Flags { get; init; }

    /// <summary>Only flows that output to this port.</summary>
    public PortNumber OutPort { get; init; } = PortNumber.Any;

    /// <summary>Only flows of this table.</summary>
    public TableId TableId { get; init; } = TableId.All;

    /// <summary>Only flows whose match is covered by this one.</summary>
    public Match Match { get; init; } = Match.Any;

    // Says what the match says itself, and is not looked at by Open vSwitch.
    private ushort? WireMatchLength { get; init; }

    internal static FlowMonitor Read(ref OpenFlowReader reader)
    {
        // id:4 flags:2 match_len:2 out_port:4 table_id:1 zeros:3 match
        var monitor = new FlowMonitor
        {
            Id = reader.ReadUInt32(),
            Flags = (FlowMonitorFlags)reader.ReadUInt16(),
            WireMatchLength = reader.ReadUInt16(),
            OutPort = new PortNumber(reader.ReadUInt32()),
            TableId = new TableId(reader.ReadByte()),
        };
        var zeros = reader.ReadSpan(3);
        if (zeros.IndexOfAnyExcept((byte)0) >= 0) throw new OpenFlowProtocolException("Bytes that must be zero are not.", OfpError.NXBRC_MUST_BE_ZERO);
        return monitor with { Match = Match.Read(ref reader) };
    }

    internal void Write(OpenFlowWriter writer)
    {
        writer.WriteUInt32(Id);
        writer.WriteUInt16((ushort)Flags);
        var lengthAt = writer.Position;
        writer.WriteUInt16(0);
        writer.WriteUInt32(OutPort.Value);
        writer.WriteByte(TableId.Value);
        writer.WriteZeros(3);
        var start = writer.Position;
        Match.Write(writer);
        writer.PatchLength(lengthAt, WireMatchLength ?? writer.Position - start);
    }
}
