namespace OvsCtl.OpenFlow;

/// <summary>A message this library has no type for, kept as it was.</summary>
/// <param name="RawType">The type as on the wire.</param>
/// <param name="Body">What follows the header.</param>
public sealed record RawMessage(MessageType RawType, OctetString Body) : OpenFlowMessage
{
    /// <inheritdoc/>
    public override MessageType MessageType => RawType;

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteBytes(Body);
}
