namespace OvsCtl.OpenFlow;

/// <summary>Something a queue is configured to (OpenFlow 1.3 §7.2.2, ofp_queue_prop_header).</summary>
public abstract record QueueProperty
{
    private const int HeaderSize = 8;
    private const ushort OFPQT_MIN_RATE = 1;
    private const ushort OFPQT_MAX_RATE = 2;

    private protected QueueProperty()
    {
    }

    internal abstract ushort Type { get; }

    internal static IReadOnlyList<QueueProperty> ReadAll(ref OpenFlowReader reader)
    {
        var properties = new List<QueueProperty>();
        while (!reader.IsAtEnd) properties.Add(Read(ref reader));
        return properties;
    }

    internal static void WriteAll(OpenFlowWriter writer, IReadOnlyList<QueueProperty> properties)
    {
        foreach (var property in properties)
        {
            var start = writer.BeginTlv(property.Type);
            writer.WriteZeros(4);
            property.WriteBody(writer);
            writer.PadTo8(start);
            writer.EndTlv(start);
        }
    }

    /// <summary>Writes what follows the header of 8 bytes; padding to 8 bytes is added afterwards.</summary>
    internal abstract void WriteBody(OpenFlowWriter writer);

    private static QueueProperty Read(ref OpenFlowReader reader)
    {
        // property:2 len:2 pad:4
        var body = reader.ReadTlv("A queue property", HeaderSize, alignment: 8, out var type);
        body.Skip(4);
        return type switch
        {
            OFPQT_MIN_RATE => new QueueMinRate(ReadRate(ref body)),
            OFPQT_MAX_RATE => new QueueMaxRate(ReadRate(ref body)),
            _ => new RawQueueProperty(type, body.ReadRest()),
        };
    }

    private static ushort ReadRate(ref OpenFlowReader body)
    {
        // rate:2 pad:6
        var rate = body.ReadUInt16();
        body.Skip(6);
        body.ExpectEnd("The rate of a queue");
        return rate;
    }
}
