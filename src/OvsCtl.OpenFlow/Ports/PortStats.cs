namespace OvsCtl.OpenFlow;

/// <summary>What a port has received and sent (ofp_port_stats). A counter with all bits set is one the switch does not have.</summary>
public sealed record PortStats
{
    internal const int Size = 112;

    /// <summary>The port.</summary>
    public PortNumber Port { get; init; }

    /// <summary>Packets received.</summary>
    public ulong ReceivedPackets { get; init; }

    /// <summary>Packets sent.</summary>
    public ulong SentPackets { get; init; }

    /// <summary>Bytes received.</summary>
    public ulong ReceivedBytes { get; init; }

    /// <summary>Bytes sent.</summary>
    public ulong SentBytes { get; init; }

    /// <summary>Packets dropped on receipt.</summary>
    public ulong ReceiveDropped { get; init; }

    /// <summary>Packets dropped instead of sent.</summary>
    public ulong SendDropped { get; init; }

    /// <summary>Errors on receipt, of all kinds.</summary>
    public ulong ReceiveErrors { get; init; }

    /// <summary>Errors while sending.</summary>
    public ulong SendErrors { get; init; }

    /// <summary>Frames received that were not aligned.</summary>
    public ulong ReceiveFrameErrors { get; init; }

    /// <summary>Packets lost because the receiver was overrun.</summary>
    public ulong ReceiveOverErrors { get; init; }

    /// <summary>Frames received with a wrong checksum.</summary>
    public ulong ReceiveCrcErrors { get; init; }

    /// <summary>Collisions.</summary>
    public ulong Collisions { get; init; }

    /// <summary>How long the port has existed.</summary>
    public TimeSpan Duration
    {
        get => WireDuration.ToTimeSpan();
        init => WireDuration = FlowDuration.From(value);
    }

    internal FlowDuration WireDuration { get; init; }

    internal static PortStats Read(ref OpenFlowReader reader)
    {
        // port_no:4 pad:4, packets, bytes, dropped and errors received and sent: 8 each, frame:8 over:8 crc:8 collisions:8 duration:4+4
        var port = reader.ReadUInt32();
        reader.Skip(4);
        return new PortStats
        {
            Port = new PortNumber(port),
            ReceivedPackets = reader.ReadUInt64(),
            SentPackets = reader.ReadUInt64(),
            ReceivedBytes = reader.ReadUInt64(),
            SentBytes = reader.ReadUInt64(),
            ReceiveDropped = reader.ReadUInt64(),
            SendDropped = reader.ReadUInt64(),
            ReceiveErrors = reader.ReadUInt64(),
            SendErrors = reader.ReadUInt64(),
            ReceiveFrameErrors = reader.ReadUInt64(),
            ReceiveOverErrors = reader.ReadUInt64(),
            ReceiveCrcErrors = reader.ReadUInt64(),
            Collisions = reader.ReadUInt64(),
            WireDuration = FlowDuration.Read(ref reader),
        };
    }

    internal void Write(OpenFlowWriter writer)
    {
        writer.WriteUInt32(Port.Value);
        writer.WriteZeros(4);
        writer.WriteUInt64(ReceivedPackets);
        writer.WriteUInt64(SentPackets);
        writer.WriteUInt64(ReceivedBytes);
        writer.WriteUInt64(SentBytes);
        writer.WriteUInt64(ReceiveDropped);
        writer.WriteUInt64(SendDropped);
        writer.WriteUInt64(ReceiveErrors);
        writer.WriteUInt64(SendErrors);
        writer.WriteUInt64(ReceiveFrameErrors);
        writer.WriteUInt64(ReceiveOverErrors);
        writer.WriteUInt64(ReceiveCrcErrors);
        writer.WriteUInt64(Collisions);
        WireDuration.Write(writer);
    }
}
