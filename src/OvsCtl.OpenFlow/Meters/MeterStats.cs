namespace OvsCtl.OpenFlow;

/// <summary>What a meter has seen (ofp_meter_stats).</summary>
public sealed record MeterStats
{
    private const int HeaderSize = 40;
    private const int CounterSize = 16;

    /// <summary>The meter.</summary>
    public MeterId MeterId { get; init; }

    /// <summary>How many flows use it.</summary>
    public uint FlowCount { get; init; }

    /// <summary>How many packets came to it.</summary>
    public ulong PacketInCount { get; init; }

    /// <summary>How many bytes they had.</summary>
    public ulong ByteInCount { get; init; }

    /// <summary>How long it has existed.</summary>
    public TimeSpan Duration
    {
        get => WireDuration.ToTimeSpan();
        init => WireDuration = FlowDuration.From(value);
    }

    /// <summary>What each of its bands has treated.</summary>
    public IReadOnlyList<BandCounters> Bands { get; init => field = ValueList<BandCounters>.Of(value); } = ValueList<BandCounters>.Empty;

    internal FlowDuration WireDuration { get; init; }

    internal static MeterStats Read(ref OpenFlowReader reader)
    {
        // meter_id:4 len:2 pad:6 flow_count:4 packets:8 bytes:8 duration_sec:4 duration_nsec:4, then packets:8 bytes:8 per band
        var meter = reader.ReadUInt32();
        var length = reader.ReadUInt16();
        if (length < HeaderSize || (length - HeaderSize) % CounterSize != 0)
            throw new OpenFlowProtocolException($"The statistics of a meter have {HeaderSize} bytes and {CounterSize} per band, not {length}.", OfpError.OFPBRC_BAD_LEN);
        var body = reader.ReadNested(length - 6);
        body.Skip(6);
        return new MeterStats
        {
            MeterId = new MeterId(meter),
            FlowCount = body.ReadUInt32(),
            PacketInCount = body.ReadUInt64(),
            ByteInCount = body.ReadUInt64(),
            WireDuration = FlowDuration.Read(ref body),
            Bands = ReadBands(ref body),
        };
    }

    internal void Write(OpenFlowWriter writer)
    {
        var start = writer.Position;
        writer.WriteUInt32(MeterId.Value);
        writer.WriteUInt16(0);
        writer.WriteZeros(6);
        writer.WriteUInt32(FlowCount);
        writer.WriteUInt64(PacketInCount);
        writer.WriteUInt64(ByteInCount);
        WireDuration.Write(writer);
        foreach (var band in Bands)
        {
            writer.WriteUInt64(band.PacketCount);
            writer.WriteUInt64(band.ByteCount);
        }

        writer.PatchLength(start + 4, writer.Position - start);
    }

    private static List<BandCounters> ReadBands(ref OpenFlowReader body)
    {
        var bands = new List<BandCounters>(body.Remaining / CounterSize);
        while (!body.IsAtEnd) bands.Add(new BandCounters(body.ReadUInt64(), body.ReadUInt64()));
        return bands;
    }
}
