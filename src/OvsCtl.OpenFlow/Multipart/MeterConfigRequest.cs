namespace OvsCtl.OpenFlow;

/// <summary>Asks for the meters (OFPMP_METER_CONFIG, ofp_meter_multipart_request).</summary>
/// <param name="MeterId">The meter; <see cref="MeterId.All"/> for all of them.</param>
public sealed record MeterConfigRequest(MeterId MeterId) : MultipartRequest
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.MeterConfig;

    internal static MeterConfigRequest ReadPart(ref OpenFlowReader reader)
    {
        var meterId = reader.ReadUInt32();
        reader.Skip(4);
        return new MeterConfigRequest(new MeterId(meterId));
    }

    internal override void WritePart(OpenFlowWriter writer)
    {
        writer.WriteUInt32(MeterId.Value);
        writer.WriteZeros(4);
    }
}
