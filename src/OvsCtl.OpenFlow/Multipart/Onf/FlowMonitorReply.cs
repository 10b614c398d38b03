namespace OvsCtl.OpenFlow;

/// <summary>Changes of flows; after the first reply they come unasked (ONFST_FLOW_MONITOR, ONF extension 187).</summary>
/// <param name="Updates">The changes; the list is copied.</param>
public sealed record FlowMonitorReply(IReadOnlyList<FlowUpdate> Updates) : MultipartReply
{
    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Experimenter;

    /// <summary>The changes, in order.</summary>
    public IReadOnlyList<FlowUpdate> Updates { get; init => field = ValueList<FlowUpdate>.Of(value); } = ValueList<FlowUpdate>.Of(Updates);

    internal static FlowMonitorReply ReadPart(ref OpenFlowReader reader)
    {
        reader.Skip(8);
        return ListReader.Read(ref reader, FlowUpdate.Read, updates => new FlowMonitorReply(updates));
    }

    internal override void WritePart(OpenFlowWriter writer)
    {
        ExperimenterMultipart.WriteHeader(writer, ExperimenterMultipart.Onf, FlowMonitorRequest.ONFST_FLOW_MONITOR);
        foreach (var update in Updates) update.Write(writer);
    }

    private protected override MultipartReply JoinParts(IReadOnlyList<MultipartReply> parts) =>
        this with { Updates = [.. parts.SelectMany(part => ((FlowMonitorReply)part).Updates)] };
}
