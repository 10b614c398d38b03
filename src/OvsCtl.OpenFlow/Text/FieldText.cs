using System.Globalization;
using System.Net;

namespace OvsCtl.OpenFlow;

/// <summary>Values of fields as Open vSwitch writes them.</summary>
internal static class FieldText
{
    /// <summary>Zero is plain 0 in Open vSwitch's hexadecimal, as C's <c>%#x</c> has it.</summary>
    public static string Hex(ulong value) => value == 0 ? "0" : "0x" + value.ToString("x", CultureInfo.InvariantCulture);

    public static string Value(MatchEntry entry, Func<PortNumber, string?>? portName)
    {
        if (entry.Field.IsUnknown) return "0x" + entry.Value;
        return entry.Field.Format switch
        {
            FieldFormat.Port => PortText.Format(new PortNumber((uint)entry.ValueAsNumber), portName),
            FieldFormat.Ethernet => Ethernet(entry),
            FieldFormat.Ipv4 or FieldFormat.Ipv6 => Address(entry),
            FieldFormat.Decimal => entry.ValueAsNumber.ToString(CultureInfo.InvariantCulture) + HexMask(entry),
            _ => Hex(entry.ValueAsNumber) + HexMask(entry),
        };
    }

    /// <summary>A number in decimal, but in hexadecimal when only some of its bits count (transport ports).</summary>
    public static string DecimalOrMaskedHex(MatchEntry entry) =>
        entry.IsExact ? entry.ValueAsNumber.ToString(CultureInfo.InvariantCulture) : $"0x{entry.ValueAsNumber:x}/0x{entry.MaskAsNumber:x}";

    private static string HexMask(MatchEntry entry) => entry.IsExact ? "" : "/" + Hex(entry.MaskAsNumber);

    private static string Ethernet(MatchEntry entry) =>
        new HardwareAddress(entry.ValueAsNumber) + (entry.IsExact ? "" : "/" + new HardwareAddress(entry.MaskAsNumber));

    private static string Address(MatchEntry entry)
    {
        var address = new IPAddress(entry.Value.Span).ToString();
        if (entry.IsExact) return address;
        return PrefixLength(entry.Mask.Span) is { } length
            ? string.Create(CultureInfo.InvariantCulture, $"{address}/{length}")
            : $"{address}/{new IPAddress(entry.Mask.Span)}";
    }

    /// <returns>Null when the mask is not a run of ones followed by zeros.</returns>
    private static int? PrefixLength(ReadOnlySpan<byte> mask)
    {
        var length = 0;
        while (length < mask.Length * 8 && IsSet(mask, length)) length++;
        for (var bit = length; bit < mask.Length * 8; bit++)
        {
            if (IsSet(mask, bit)) return null;
        }

        return length;
    }

    private static bool IsSet(ReadOnlySpan<byte> mask, int bit) => (mask[bit / 8] & (0x80 >> (bit % 8))) != 0;
}
