using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Ports as ovs-ofctl reads them. Their names only a switch knows: without one, numbers and the reserved words are left.</summary>
internal static class PortParser
{
    // Open vSwitch keeps ports in 16 bits: the reserved ones of OpenFlow 1.0 are at the upper end of that range, too.
    private const uint FirstReserved16 = 0xff00;
    private const uint FirstReserved = 0xffffff00;

    private static readonly Dictionary<string, uint> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UNSET"] = 0xfffffff7,
        ["IN_PORT"] = 0xfffffff8,
        ["TABLE"] = 0xfffffff9,
        ["NORMAL"] = 0xfffffffa,
        ["FLOOD"] = 0xfffffffb,
        ["ALL"] = 0xfffffffc,
        ["CONTROLLER"] = 0xfffffffd,
        ["LOCAL"] = 0xfffffffe,
        ["NONE"] = 0xffffffff,
        ["ANY"] = 0xffffffff,
    };

    public static IEnumerable<string> Words => s_words.Keys;

    public static bool TryParse(TextPart part, out PortNumber port)
    {
        port = default;
        var text = part.Text;
        if (s_words.TryGetValue(text, out var reserved)) port = new PortNumber(reserved);
        else if (part.PortNamed?.Invoke(Unquoted(text)) is { } named) port = named;
        else if (!uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is > ushort.MaxValue and < FirstReserved) return false;
        else port = new PortNumber(number is >= FirstReserved16 and <= ushort.MaxValue ? 0xffff0000 | number : number);
        return true;
    }

    public static PortNumber Parse(TextPart text) =>
        TryParse(text, out var port) ? port : throw text.Unknown("port", Words, $"a number below 65280 or one of {string.Join(", ", Words)} is allowed");

    // Names that could be taken for something else are written in quotes.
    private static string Unquoted(string text) => text is ['"', .. var name, '"'] ? name : text;

    /// <summary>True for a port packets can be sent to: below 65280, or a reserved one that is neither NONE nor UNSET.</summary>
    public static bool IsOutput(PortNumber port) => port.Value is < FirstReserved16 or (>= 0xfffffff8 and <= 0xfffffffe);
}
