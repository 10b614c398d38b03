using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Puts an MPLS header on the packet (ofp_action_push).</summary>
/// <param name="EthType">0x8847 or 0x8848.</param>
public sealed record PushMpls(ushort EthType) : FlowAction
{
    internal override ActionType Type => ActionType.PushMpls;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => $"push_mpls:0x{EthType:x4}";

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteUInt16(EthType);
}

/// <summary>Takes the outer MPLS header off (ofp_action_pop_mpls).</summary>
/// <param name="EthType">The type of what is left, such as 0x0800.</param>
public sealed record PopMpls(ushort EthType) : FlowAction
{
    internal override ActionType Type => ActionType.PopMpls;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => $"pop_mpls:0x{EthType:x4}";

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteUInt16(EthType);
}

/// <summary>Sets the time to live of the outer MPLS header (ofp_action_mpls_ttl).</summary>
/// <param name="Ttl">The new value.</param>
public sealed record SetMplsTtl(byte Ttl) : FlowAction
{
    internal override ActionType Type => ActionType.SetMplsTtl;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => string.Create(CultureInfo.InvariantCulture, $"set_mpls_ttl({Ttl})");

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteByte(Ttl);
}

/// <summary>Takes one off the time to live of the outer MPLS header.</summary>
public sealed record DecMplsTtl : FlowAction
{
    internal override ActionType Type => ActionType.DecMplsTtl;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => "dec_mpls_ttl";

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteZeros(4);
}
