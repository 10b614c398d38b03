namespace OvsCtl.OpenFlow;

/// <summary>An action in bytes that mean the same as those this library writes for it, but differ: in padding, say. They are kept.</summary>
/// <param name="Meaning">What the action does.</param>
/// <param name="Body">What follows type and length.</param>
public sealed record LooseAction(FlowAction Meaning, OctetString Body) : FlowAction
{
    internal override ActionType Type => Meaning.Type;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => Meaning.ToString(portName);

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteBytes(Body);
}
