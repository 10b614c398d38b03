namespace OvsCtl.OpenFlow;

/// <summary>A queue of a port (ofp_packet_queue).</summary>
public sealed record QueueDescription
{
    private const int HeaderSize = 16;

    /// <summary>The queue.</summary>
    public QueueId QueueId { get; init; }

    /// <summary>The port it belongs to.</summary>
    public PortNumber Port { get; init; }

    /// <summary>What it is configured to.</summary>
    public IReadOnlyList<QueueProperty> Properties { get; init => field = ValueList<QueueProperty>.Of(value); } = ValueList<QueueProperty>.Empty;

    internal static QueueDescription Read(ref OpenFlowReader reader)
    {
        // queue_id:4 port:4 len:2 pad:6 properties; the length is that of all this
        var queue = reader.ReadUInt32();
        var port = reader.ReadUInt32();
        var length = reader.ReadUInt16();
        reader.Skip(6);
        if (length < HeaderSize || length % 8 != 0)
            throw new OpenFlowProtocolException($"A queue says it has {length} bytes; at least {HeaderSize}, in multiples of 8, are allowed.", OfpError.OFPBRC_BAD_LEN);
        var body = reader.ReadNested(length - HeaderSize);
        return new QueueDescription { QueueId = new QueueId(queue), Port = new PortNumber(port), Properties = QueueProperty.ReadAll(ref body) };
    }

    internal void Write(OpenFlowWriter writer)
    {
        var start = writer.Position;
        writer.WriteUInt32(QueueId.Value);
        writer.WriteUInt32(Port.Value);
        writer.WriteUInt16(0);
        writer.WriteZeros(6);
        QueueProperty.WriteAll(writer, Properties);
        writer.PatchLength(start + 8, writer.Position - start);
    }
}
