namespace OvsCtl.OpenFlow;

/// <summary>Sends the outputs that follow by the default queue again (NXAST_POP_QUEUE).</summary>
public sealed record PopQueue : NiciraAction
{
    internal override ushort Subtype => 5;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => "pop_queue";

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteZeros(6);
    }
}

/// <summary>Ends the treatment of the packet (NXAST_EXIT).</summary>
public sealed record Exit : NiciraAction
{
    internal override ushort Subtype => 17;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => "exit";

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteZeros(6);
    }
}

/// <summary>Forgets what connection tracking said of the packet (NXAST_CT_CLEAR).</summary>
public sealed record CtClear : NiciraAction
{
    internal override ushort Subtype => 43;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => "ct_clear";

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteZeros(6);
    }
}

/// <summary>Takes one off the time to live of the network service header (NXAST_DEC_NSH_TTL).</summary>
public sealed record DecNshTtl : NiciraAction
{
    internal override ushort Subtype => 48;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => "dec_nsh_ttl";

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteZeros(6);
    }
}
