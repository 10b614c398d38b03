namespace OvsCtl.OpenFlow;

/// <summary>A meter the switch has (ofp_meter_config).</summary>
public sealed record MeterConfiguration
{
    private const int HeaderSize = 8;

    /// <summary>The meter.</summary>
    public MeterId MeterId { get; init; }

    /// <summary>How it counts.</summary>
    public MeterFlags Flags { get; init; }

    /// <summary>What happens above which rate.</summary>
    public IReadOnlyList<MeterBand> Bands { get; init => field = ValueList<MeterBand>.Of(value); } = ValueList<MeterBand>.Empty;

    internal static MeterConfiguration Read(ref OpenFlowReader reader)
    {
        // length:2 flags:2 meter_id:4 bands; the length includes itself
        var length = reader.ReadUInt16();
        if (length < HeaderSize) throw new OpenFlowProtocolException($"A meter of {length} bytes is too short; at least {HeaderSize} are due.", OfpError.OFPBRC_BAD_LEN);
        var body = reader.ReadNested(length - 2);
        return new MeterConfiguration { Flags = (MeterFlags)body.ReadUInt16(), MeterId = new MeterId(body.ReadUInt32()), Bands = MeterBand.ReadAll(ref body) };
    }

    internal void Write(OpenFlowWriter writer)
    {
        var start = writer.Position;
        writer.WriteUInt16(0);
        writer.WriteUInt16((ushort)Flags);
        writer.WriteUInt32(MeterId.Value);
        MeterBand.WriteAll(writer, Bands);
        writer.PatchLength(start, writer.Position - start);
    }
}
