namespace OvsCtl.OpenFlow;

/// <summary>Asks the peer for a sign of life (OFPT_ECHO_REQUEST).</summary>
/// <param name="Data">What the reply must repeat.</param>
public sealed record EchoRequest(OctetString Data = default) : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.EchoRequest;

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteBytes(Data);
}

/// <summary>The sign of life (OFPT_ECHO_REPLY).</summary>
/// <param name="Data">What the request said.</param>
public sealed record EchoReply(OctetString Data = default) : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => MessageType.EchoReply;

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteBytes(Data);
}
