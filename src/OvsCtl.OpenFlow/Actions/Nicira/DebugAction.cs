namespace OvsCtl.OpenFlow;

/// <summary>Makes Open vSwitch take a detour, in its own tests only (NXAST_DEBUG_SLOW, NXAST_DEBUG_RECIRC); a switch that is not under test refuses it.</summary>
/// <param name="IsSlow">True for the slow path, false for a recirculation.</param>
public sealed record DebugAction(bool IsSlow) : NiciraAction
{
    internal override ushort Subtype => IsSlow ? (ushort)254 : (ushort)255;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName) => IsSlow ? "debug_slow" : "debug_recirc";

    internal override void WriteRest(OpenFlowWriter writer) => writer.WriteZeros(6);
}
