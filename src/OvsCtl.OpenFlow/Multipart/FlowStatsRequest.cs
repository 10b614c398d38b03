namespace OvsCtl.OpenFlow;

/// <summary>Asks for flows (OFPMP_FLOW, ofp_flow_stats_request). What is not set asks for all.</summary>
public sealed record FlowStatsRequest : FlowSelection
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Flow;
}
