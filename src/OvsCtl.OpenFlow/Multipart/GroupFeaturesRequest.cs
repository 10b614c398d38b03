namespace OvsCtl.OpenFlow;

/// <summary>Asks what the switch can do with groups (OFPMP_GROUP_FEATURES).</summary>
public sealed record GroupFeaturesRequest : MultipartRequest
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.GroupFeatures;

    internal override void WritePart(OpenFlowWriter writer)
    {
    }
}
