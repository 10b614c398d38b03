namespace OvsCtl.OpenFlow;

/// <summary>Puts a provider backbone bridge header on the packet (ofp_action_push).</summary>
/// <param name="EthType">0x88e7.</param>
public sealed record PushPbb(ushort EthType) : FlowAction
{
    internal override ActionType Type => ActionType.PushPbb;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => $"push_pbb:0x{EthType:x4}";

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteUInt16(EthType);
}

/// <summary>Takes the outer provider backbone bridge header off.</summary>
public sealed record PopPbb : FlowAction
{
    internal override ActionType Type => ActionType.PopPbb;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => "pop_pbb";

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteZeros(4);
}
