namespace OvsCtl.OpenFlow;

/// <summary>Asks what the tables have seen (OFPMP_TABLE).</summary>
public sealed record TableStatsRequest : MultipartRequest
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Table;

    internal override void WritePart(OpenFlowWriter writer)
    {
    }
}
