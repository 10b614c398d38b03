namespace OvsCtl.OpenFlow;

/// <summary>A packet the switch hands to the controller, as properties (NXT_PACKET_IN2): what Open vSwitch sends after <see cref="SetPacketInFormat"/>.</summary>
/// <param name="Properties">What it says, in order.</param>
public sealed record PacketIn2(IReadOnlyList<MessageProperty> Properties) : PacketInProperties(Properties)
{
    internal const uint NXT_PACKET_IN2 = 30;

    /// <inheritdoc/>
    public override uint Experimenter => Nicira;

    /// <inheritdoc/>
    public override uint ExperimenterType => NXT_PACKET_IN2;
}
