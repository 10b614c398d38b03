namespace OvsCtl.OpenFlow;

/// <summary>Asks for the sums over flows (OFPMP_AGGREGATE, ofp_aggregate_stats_request). What is not set asks for all.</summary>
public sealed record AggregateStatsRequest : FlowSelection
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Aggregate;
}
