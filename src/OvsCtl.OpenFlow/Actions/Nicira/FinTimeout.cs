using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Shortens the timeouts of the flow when a TCP connection ends (NXAST_FIN_TIMEOUT).</summary>
/// <param name="IdleTimeout">New idle timeout in seconds; 0 to leave it.</param>
/// <param name="HardTimeout">New hard timeout in seconds; 0 to leave it.</param>
public sealed record FinTimeout(ushort IdleTimeout, ushort HardTimeout) : NiciraAction
{
    internal override ushort Subtype => 19;

    /// <inheritdoc/>
    public override string ToString(Func<PortNumber, string?>? portName)
    {
        var idle = IdleTimeout == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"idle_timeout={IdleTimeout},");
        var hard = HardTimeout == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"hard_timeout={HardTimeout}");
        return $"fin_timeout({(idle + hard).TrimEnd(',')})";
    }

    internal override void WriteRest(OpenFlowWriter writer)
    {
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        writer.WriteZeros(2);
    }
}
