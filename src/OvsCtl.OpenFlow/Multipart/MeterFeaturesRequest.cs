namespace OvsCtl.OpenFlow;

/// <summary>Asks what the switch can do with meters (OFPMP_METER_FEATURES).</summary>
public sealed record MeterFeaturesRequest : MultipartRequest
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.MeterFeatures;

    internal override void WritePart(OpenFlowWriter writer)
    {
    }
}
