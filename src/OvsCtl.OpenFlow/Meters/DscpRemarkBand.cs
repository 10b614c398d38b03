namespace OvsCtl.OpenFlow;

/// <summary>Raises the drop precedence in the DSCP field of what comes faster (ofp_meter_band_dscp_remark).</summary>
/// <param name="PrecedenceLevel">By how many levels.</param>
public sealed record DscpRemarkBand(byte PrecedenceLevel) : MeterBand
{
    internal override ushort Type => 2;

    internal override void WriteBody(OpenFlowWriter writer)
    {
        writer.WriteByte(PrecedenceLevel);
        writer.WriteZeros(3);
    }
}
