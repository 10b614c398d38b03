using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Open vSwitch holds port numbers in 16 bits: the upper end of the range stands for that of OpenFlow 1.0, and what lies between it refuses.</summary>
internal static class PortRange
{
    private const uint FirstWithoutNumber = 0xff00;
    private const uint Offset = 0xffff0000;

    /// <summary>The port as Open vSwitch writes it.</summary>
    /// <exception cref="OpenFlowProtocolException">It has no such port.</exception>
    public static string Format(PortNumber port, OfpError error = OfpError.OFPBAC_BAD_OUT_PORT)
    {
        Check(port, error);
        var text = PortText.Format(port, null);
        return port.Value >= PortNumber.Max.Value && char.IsAsciiDigit(text[0]) ? (port.Value - Offset).ToString(CultureInfo.InvariantCulture) : text;
    }

    public static bool Has(PortNumber port) => port.Value < FirstWithoutNumber || port.Value >= PortNumber.Max.Value;

    /// <exception cref="OpenFlowProtocolException">Open vSwitch has no such port.</exception>
    public static void Check(PortNumber port, OfpError error = OfpError.OFPBAC_BAD_OUT_PORT)
    {
        if (!Has(port))
            throw new OpenFlowProtocolException($"Port {port} is neither below {FirstWithoutNumber} nor a reserved one.", error);
    }
}
