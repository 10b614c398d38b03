namespace OvsCtl.OpenFlow;

/// <summary>Puts a VLAN tag on the packet (ofp_action_push).</summary>
/// <param name="EthType">Type of the tag: 0x8100 or 0x88a8.</param>
public sealed record PushVlan(ushort EthType) : FlowAction
{
    internal override ActionType Type => ActionType.PushVlan;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => $"push_vlan:0x{EthType:x4}";

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteUInt16(EthType);
}

/// <summary>Takes the outer VLAN tag off.</summary>
public sealed record PopVlan : FlowAction
{
    internal override ActionType Type => ActionType.PopVlan;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => "pop_vlan";

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteZeros(4);
}
