namespace OvsCtl.OpenFlow;

/// <summary>Gives a packet back that a <c>controller(pause)</c> action sent, for the switch to go on with (NXT_RESUME).</summary>
/// <param name="Properties">What the packet-in said, in order.</param>
public sealed record Resume(IReadOnlyList<MessageProperty> Properties) : PacketInProperties(Properties)
{
    internal const uint NXT_RESUME = 28;

    /// <inheritdoc/>
    public override uint Experimenter => Nicira;

    /// <inheritdoc/>
    public override uint ExperimenterType => NXT_RESUME;

    /// <summary>Gives a packet back as it came.</summary>
    /// <param name="packetIn">The packet-in; without <see cref="PacketInProperties.Continuation"/> the switch refuses it.</param>
    public static Resume For(PacketIn2 packetIn)
    {
        ArgumentNullException.ThrowIfNull(packetIn);
        return new Resume([.. packetIn.Properties.Where(property => property.Type != NXPINT_USERDATA)]);
    }
}
