namespace OvsCtl.OpenFlow;

/// <summary>Asks what the meters have seen (OFPMP_METER, ofp_meter_multipart_request).</summary>
/// <param name="MeterId">The meter; <see cref="MeterId.All"/> for all of them.</param>
public sealed record MeterStatsRequest(MeterId MeterId) : MultipartRequest
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Meter;

    internal static MeterStatsRequest ReadPart(ref OpenFlowReader reader)
    {
        var meterId = reader.ReadUInt32();
        reader.Skip(4);
        return new MeterStatsRequest(new MeterId(meterId));
    }

    internal override void WritePart(OpenFlowWriter writer)
    {
        writer.WriteUInt32(MeterId.Value);
        writer.WriteZeros(4);
    }
}
