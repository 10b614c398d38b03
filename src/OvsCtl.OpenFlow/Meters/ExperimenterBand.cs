namespace OvsCtl.OpenFlow;

/// <summary>A band of someone else's making (ofp_meter_band_experimenter), kept as it was.</summary>
/// <param name="Experimenter">Whose.</param>
/// <param name="Data">What follows, of a size that is a multiple of 4.</param>
public sealed record ExperimenterBand(uint Experimenter, OctetString Data = default) : MeterBand
{
    internal override ushort Type => 0xffff;

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteUInt32(Experimenter);
        writer.WriteBytes(Data);
    }
}
