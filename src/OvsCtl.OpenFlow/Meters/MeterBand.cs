namespace OvsCtl.OpenFlow;

/// <summary>What happens to packets above a rate (OpenFlow 1.3 §7.3.4.5, ofp_meter_band_header). To add a kind: a record, and a line in <see cref="Read"/>.</summary>
public abstract record MeterBand
{
    private const int HeaderSize = 12;
    private const ushort OFPMBT_DROP = 1;
    private const ushort OFPMBT_DSCP_REMARK = 2;
    private const ushort OFPMBT_EXPERIMENTER = 0xffff;

    private protected MeterBand()
    {
    }

    /// <summary>From which rate on, in the unit the meter's flags say.</summary>
    public uint Rate { get; init; }

    /// <summary>The size of bursts that are let through, in kbit or packets, when the meter's flags say that it counts.</summary>
    public uint BurstSize { get; init; }

    internal abstract ushort Type { get; }

    internal static IReadOnlyList<MeterBand> ReadAll(ref OpenFlowReader reader)
    {
        var bands = new List<MeterBand>();
        while (!reader.IsAtEnd) bands.Add(Read(ref reader));
        return bands;
    }

    internal static void WriteAll(OpenFlowWriter writer, IReadOnlyList<MeterBand> bands)
    {
        foreach (var band in bands)
        {
            var start = writer.BeginTlv(band.Type);
            writer.WriteUInt32(band.Rate);
            writer.WriteUInt32(band.BurstSize);
            band.WriteBody(writer);
            writer.EndTlv(start);
        }
    }

    /// <summary>Writes what follows type, length, rate and burst size.</summary>
    internal abstract void WriteBody(OpenFlowWriter writer);

    private static MeterBand Read(ref OpenFlowReader reader)
    {
        // type:2 len:2 rate:4 burst_size:4
        var body = reader.ReadTlv("A meter band", HeaderSize, alignment: 4, out var type);
        var rate = body.ReadUInt32();
        var burst = body.ReadUInt32();
        return type switch
        {
            OFPMBT_DROP when body.Remaining == 4 => new DropBand { Rate = rate, BurstSize = burst },
            OFPMBT_DSCP_REMARK when body.Remaining == 4 => new DscpRemarkBand(body.ReadByte()) { Rate = rate, BurstSize = burst },
            OFPMBT_DROP or OFPMBT_DSCP_REMARK => throw new OpenFlowProtocolException($"A meter band of type {type} has 16 bytes, not {HeaderSize + body.Remaining}.", OfpError.OFPBRC_BAD_LEN),
            OFPMBT_EXPERIMENTER when body.Remaining >= 4 => new ExperimenterBand(body.ReadUInt32(), body.ReadRest()) { Rate = rate, BurstSize = burst },
            _ => new RawBand(type, body.ReadRest()) { Rate = rate, BurstSize = burst },
        };
    }
}
