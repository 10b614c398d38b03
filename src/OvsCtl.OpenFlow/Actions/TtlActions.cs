using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Sets the time to live of the IP header (ofp_action_nw_ttl).</summary>
/// <param name="Ttl">The new value.</param>
public sealed record SetNwTtl(byte Ttl) : FlowAction
{
    internal override ActionType Type => ActionType.SetNwTtl;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => string.Create(CultureInfo.InvariantCulture, $"mod_nw_ttl:{Ttl}");

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteByte(Ttl);
}

/// <summary>Takes one off the time to live of the IP header.</summary>
public sealed record DecNwTtl : FlowAction
{
    internal override ActionType Type => ActionType.DecNwTtl;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => "dec_ttl";

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteZeros(4);
}

/// <summary>Copies the time to live from the next to the outermost header that has one.</summary>
public sealed record CopyTtlOut : FlowAction
{
    internal override ActionType Type => ActionType.CopyTtlOut;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => "copy_ttl_out";

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteZeros(4);
}

/// <summary>Copies the time to live from the outermost to the next header that has one.</summary>
public sealed record CopyTtlIn : FlowAction
{
    internal override ActionType Type => ActionType.CopyTtlIn;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => "copy_ttl_in";

    internal override void WriteBody(OpenFlowWriter writer) => writer.WriteZeros(4);
}
