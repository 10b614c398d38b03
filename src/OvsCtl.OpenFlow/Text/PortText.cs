using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Ports as <c>ovs-ofctl --names</c> writes them.</summary>
internal static class PortText
{
    // The value of actset_output while the action set has no output (ONF extension 233).
    private const uint OFPP_UNSET = 0xfffffff7;

    // Open vSwitch keeps ports in 16 bits, and writes the numbers from here on, of which few have a word, as they are there.
    private const uint FirstReserved = 0xffffff00;

    /// <summary>Reserved ports keep their word, as in Open vSwitch: LOCAL has a name, but it would hide what the port is.</summary>
    public static string Format(PortNumber port, Func<PortNumber, string?>? portName) =>
        port.Value switch
        {
            OFPP_UNSET => "UNSET",
            >= FirstReserved and < OFPP_UNSET => ((ushort)port.Value).ToString(CultureInfo.InvariantCulture),
            _ => !port.IsReserved && portName?.Invoke(port) is { } name ? Quote(name) : port.ToString(),
        };

    /// <summary>A name of letters, digits and underscores stands bare; any other is quoted so that the text can be read back.</summary>
    private static string Quote(string name)
    {
        if (name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')) return name;
        var text = new StringBuilder("\"");
        foreach (var c in name)
        {
            if (c is '"' or '\\') text.Append('\\');
            text.Append(c);
        }

        return text.Append('"').ToString();
    }
}
