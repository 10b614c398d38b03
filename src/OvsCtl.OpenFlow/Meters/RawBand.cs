namespace OvsCtl.OpenFlow;

/// <summary>A band this library has no type for, kept as it was.</summary>
/// <param name="BandType">The type as on the wire (ofp_meter_band_type).</param>
/// <param name="Data">What follows the burst size, of a size that is a multiple of 4.</param>
public sealed record RawBand(ushort BandType, OctetString Data = default) : MeterBand
{
    internal override ushort Type => BandType;

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteBytes(Data);
}
