namespace OvsCtl.OpenFlow;

/// <summary>Flows (OFPMP_FLOW).</summary>
/// <param name="Flows">The flows; the list is copied.</param>
public sealed record FlowStatsReply(IReadOnlyList<FlowStats> Flows) : MultipartReply
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Flow;

    /// <summary>The flows, in the switch's order.</summary>
    public IReadOnlyList<FlowStats> Flows { get; init => field = ValueList<FlowStats>.Of(value); } = ValueList<FlowStats>.Of(Flows);

    internal static FlowStatsReply ReadPart(ref OpenFlowReader reader) => ListReader.Read(ref reader, FlowStats.Read, flows => new FlowStatsReply(flows));

    internal override void WritePart(OpenFlowWriter writer)
    {
        foreach (var flow in Flows) flow.Write(writer);
    }

    private protected override MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts) =>
        this with { Flows = [.. parts.SelectMany(part => ((FlowStatsReply)part).Flows)] };
}
