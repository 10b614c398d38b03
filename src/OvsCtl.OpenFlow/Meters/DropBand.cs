namespace OvsCtl.OpenFlow;

/// <summary>Drops what comes faster (ofp_meter_band_drop).</summary>
public sealed record DropBand : MeterBand
{
    internal override ushort Type => 1;

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteZeros(4);
}
