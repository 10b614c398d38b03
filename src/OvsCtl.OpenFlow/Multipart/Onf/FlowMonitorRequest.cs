namespace OvsCtl.OpenFlow;

/// <summary>Asks to be told of changes of flows (ONFST_FLOW_MONITOR, ONF extension 187).</summary>
/// <param name="Monitors">Which; the list is copied.</param>
public sealed record FlowMonitorRequest(IReadOnlyList<FlowMonitor> Monitors) : MultipartRequest
{
    internal const uint ONFST_FLOW_MONITOR = 1870;

    /// <inheritdoc/>
    public override MultipartType MultipartType => MultipartType.Experimenter;

    /// <summary>Which.</summary>
    public IReadOnlyList<FlowMonitor> Monitors { get; init => field = ValueList<FlowMonitor>.Of(value); } = ValueList<FlowMonitor>.Of(Monitors);

    internal static FlowMonitorRequest ReadPart(ref OpenFlowReader reader)
    {
        reader.Skip(8);
        return ListReader.Read(ref reader, FlowMonitor.Read, monitors => new FlowMonitorRequest(monitors));
    }

    internal override void WritePart(OpenFlowWriter writer)
    {
        ExperimenterMultipart.WriteHeader(writer, ExperimenterMultipart.Onf, ONFST_FLOW_MONITOR);
        foreach (var monitor in Monitors) monitor.Write(writer);
    }
}
