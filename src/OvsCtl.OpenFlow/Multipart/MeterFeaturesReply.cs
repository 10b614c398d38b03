namespace OvsCtl.OpenFlow;

/// <summary>What the switch can do with meters (OFPMP_METER_FEATURES, ofp_meter_features).</summary>
public sealed record MeterFeaturesReply : MultipartReply
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.MeterFeatures;

    /// <summary>How many meters it can have.</summary>
    public uint MaxMeters { get; init; }

    /// <summary>Which bands it has: bit n for the band of type n (ofp_meter_band_type).</summary>
    public uint BandTypes { get; init; }

    /// <summary>Which flags it has.</summary>
    public uint Capabilities { get; init; }

    /// <summary>How many bands a meter can have.</summary>
    public byte MaxBands { get; init; }

    /// <summary>The highest colour value.</summary>
    public byte MaxColor { get; init; }

    internal static MeterFeaturesReply ReadPart(ref OpenFlowReader reader)
    {
        // max_meter:4 band_types:4 capabilities:4 max_bands:1 max_color:1 pad:2
        var reply = new MeterFeaturesReply
        {
            MaxMeters = reader.ReadUInt32(),
            BandTypes = reader.ReadUInt32(),
            Capabilities = reader.ReadUInt32(),
            MaxBands = reader.ReadByte(),
            MaxColor = reader.ReadByte(),
        };
        reader.Skip(2);
        return reply;
    }

    internal override void WritePart(OpenFlowWriter writer)
    {
        writer.WriteUInt32(MaxMeters);
        writer.WriteUInt32(BandTypes);
        writer.WriteUInt32(Capabilities);
        writer.WriteByte(MaxBands);
        writer.WriteByte(MaxColor);
        writer.WriteZeros(2);
    }

    private protected override MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts) =>
        throw new OpenFlowProtocolException("The features of meters have one part only.");
}
