namespace OvsCtl.OpenFlow;

/// <summary>Asks which messages the switch sends unasked (OFPT_GET_ASYNC_REQUEST).</summary>
public sealed record GetAsyncRequest : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.GetAsyncRequest;

    internal override void WriteBody(OpenFlowWriter writer)
    {
    }
}

/// <summary>Which messages the switch sends unasked (OFPT_GET_ASYNC_REPLY).</summary>
/// <param name="Config">Which.</param>
public sealed record GetAsyncReply(AsyncConfig Config) : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.GetAsyncReply;

    internal override void WriteBody(OpenFlowWriter writer) => Config.Write(writer);
}

/// <summary>Sets which messages the switch sends unasked (OFPT_SET_ASYNC). It is not answered.</summary>
/// <param name="Config">Which.</param>
public sealed record SetAsync(AsyncConfig Config) : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.SetAsync;

    internal override void WriteBody(OpenFlowWriter writer) => Config.Write(writer);
}
