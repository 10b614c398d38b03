namespace OvsCtl.OpenFlow;

/// <summary>Asks who the switch is (OFPT_FEATURES_REQUEST).</summary>
public sealed record FeaturesRequest : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.FeaturesRequest;

    internal override void WriteBody(OpenFlowWriter writer)
    {
    }
}

/// <summary>Asks for the configuration (OFPT_GET_CONFIG_REQUEST).</summary>
public sealed record GetConfigRequest : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.GetConfigRequest;

    internal override void WriteBody(OpenFlowWriter writer)
    {
    }
}

/// <summary>Asks the switch to finish what came before, and then answer (OFPT_BARRIER_REQUEST).</summary>
public sealed record BarrierRequest : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.BarrierRequest;

    internal override void WriteBody(OpenFlowWriter writer)
    {
    }
}

/// <summary>All that came before the barrier is done (OFPT_BARRIER_REPLY).</summary>
public sealed record BarrierReply : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.BarrierReply;

    internal override void WriteBody(OpenFlowWriter writer)
    {
    }
}
