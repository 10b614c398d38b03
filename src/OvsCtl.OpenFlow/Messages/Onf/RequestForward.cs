namespace OvsCtl.OpenFlow;

/// <summary>Another controller's group-mod or meter-mod was carried out (ONFT_REQUESTFORWARD, ONF extension 192).</summary>
/// <param name="Request">The message, with its header.</param>
public sealed record RequestForward(OctetString Request) : ExperimenterMessage
{
    internal const uint ONFT_REQUESTFORWARD = 2350;

    /// <inheritdoc/>
    public override uint Experimenter => Onf;

    /// <inheritdoc/>
    public override uint ExperimenterType => ONFT_REQUESTFORWARD;

    internal override void WriteRest(OpenFlowWriter writer) => writer.WriteBytes(Request);
}
