namespace OvsCtl.OpenFlow;

/// <summary>Ends a flow monitor (ONFT_FLOW_MONITOR_CANCEL, ONF extension 187).</summary>
/// <param name="MonitorId">Which.</param>
public sealed record FlowMonitorCancel(uint MonitorId) : ExperimenterMessage
{
    internal const uint ONFT_FLOW_MONITOR_CANCEL = 1870;

    /// <inheritdoc/>
    public override uint Experimenter => Onf;

    /// <inheritdoc/>
    public override uint ExperimenterType => ONFT_FLOW_MONITOR_CANCEL;

    internal override void WriteRest(OpenFlowWriter writer) => writer.WriteUInt32(MonitorId);
}

/// <summary>The switch holds updates back because the controller does not read them (ONFT_FLOW_MONITOR_PAUSED).</summary>
public sealed record FlowMonitorPaused : ExperimenterMessage
{
    internal const uint ONFT_FLOW_MONITOR_PAUSED = 1871;

    /// <inheritdoc/>
    public override uint Experimenter => Onf;

    /// <inheritdoc/>
    public override uint ExperimenterType => ONFT_FLOW_MONITOR_PAUSED;

    internal override void WriteRest(OpenFlowWriter writer)
    {
    }
}

/// <summary>The switch sends updates again, and has sent what changed meanwhile (ONFT_FLOW_MONITOR_RESUMED).</summary>
public sealed record FlowMonitorResumed : ExperimenterMessage
{
    internal const uint ONFT_FLOW_MONITOR_RESUMED = 1872;

    /// <inheritdoc/>
    public override uint Experimenter => Onf;

    /// <inheritdoc/>
    public override uint ExperimenterType => ONFT_FLOW_MONITOR_RESUMED;

    internal override void WriteRest(OpenFlowWriter writer)
    {
    }
}
