namespace OvsCtl.OpenFlow;

/// <summary>Adds, changes or deletes a meter (OFPT_METER_MOD, ofp_meter_mod). The switch answers only when it refuses.</summary>
public sealed record MeterMod : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.MeterMod;

    /// <summary>What to do.</summary>
    public MeterModCommand Command { get; init; }

    /// <summary>How the meter counts.</summary>
    public MeterFlags Flags { get; init; }

    /// <summary>The meter.</summary>
    public MeterId MeterId { get; init; }

    /// <summary>What happens above which rate.</summary>
    public IReadOnlyList<MeterBand> Bands { get; init => field = ValueList<MeterBand>.Of(value); } = ValueList<MeterBand>.Empty;

    internal static MeterMod ReadBody(ref OpenFlowReader reader)
    {
        // command:2 flags:2 meter_id:4 bands
        var message = new MeterMod
        {
            Command = (MeterModCommand)reader.ReadUInt16(),
            Flags = (MeterFlags)reader.ReadUInt16(),
            MeterId = new MeterId(reader.ReadUInt32()),
        };
        try
        {
            return message with { Bands = MeterBand.ReadAll(ref reader) };
        }
        catch (OpenFlowProtocolException e)
        {
            e.Decoded = message;
            throw;
        }
    }

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt16((ushort)Command);
        writer.WriteUInt16((ushort)Flags);
        writer.WriteUInt32(MeterId.Value);
        MeterBand.WriteAll(writer, Bands);
    }
}
