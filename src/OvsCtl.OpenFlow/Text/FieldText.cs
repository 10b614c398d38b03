using System.Globalization;
using System.Net;

namespace OvsCtl.OpenFlow;

/// <summary>Values of fields as Open vSwitch writes them.</summary>
internal static class FieldText
{
    /// <summary>Zero is plain 0 in Open vSwitch's hexadecimal, as C's <c>%#x</c> has it.</summary>
    public static string Hex(ulong value) => value == 0 ? "0" : "0x" + value.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>Hexadecimal with 0x even for zero.</summary>
    public static string Hex0(ulong value) => "0x" + value.ToString("x", CultureInfo.InvariantCulture);

    public static string Value(MatchEntry entry, Func<PortNumber, string?>? portName)
    {
        if (entry.Field.IsUnknown) return "0x" + entry.Value;
        return entry.Field.Format switch
        {
            FieldFormat.Port => PortText.Format(entry.Field.Size == 2 ? NiciraAction.FromPort16((ushort)entry.ValueAsNumber) : new PortNumber((uint)entry.ValueAsNumber), portName),
            FieldFormat.Ethernet => Ethernet(entry),
            FieldFormat.Ipv4 or FieldFormat.Ipv6 => Address(entry),
            _ when entry.HasMask && entry.Mask.Span.IndexOfAnyExcept((byte)0) < 0 => "ANY",
            FieldFormat.Fragment => Fragment((int)entry.ValueAsNumber, (int)entry.MaskAsNumber),
            FieldFormat.TcpFlags => FlagText.Masked(FlagText.Tcp, (uint)entry.ValueAsNumber, (uint)entry.MaskAsNumber, 0xfff),
            FieldFormat.TunnelFlags => FlagText.Masked(FlagText.Tunnel, (uint)entry.ValueAsNumber, (uint)entry.MaskAsNumber, 0x1),
            FieldFormat.CtState => FlagText.Masked(FlagText.CtState, (uint)entry.ValueAsNumber, (uint)entry.MaskAsNumber, 0xff),
            FieldFormat.PacketType => PacketType(entry),
            // Without its mask, an option would be taken to be no longer than these bytes.
            FieldFormat.Hexadecimal when entry.Field.IsVariable && entry.HasMask => $"{HexText.Number(entry.Value)}/{HexText.Number(entry.Mask)}",
            FieldFormat.Hexadecimal when entry.Field.IsVariable || entry.Field.BitCount > 64 => Wide(entry),
            FieldFormat.Decimal => entry.ValueAsNumber.ToString(CultureInfo.InvariantCulture) + HexMask(entry),
            _ => Hex(entry.ValueAsNumber) + HexMask(entry),
        };
    }

    /// <summary>A number in decimal, but in hexadecimal when only some of its bits count (transport ports).</summary>
    public static string DecimalOrMaskedHex(MatchEntry entry) =>
        entry.IsExact ? entry.ValueAsNumber.ToString(CultureInfo.InvariantCulture) : $"0x{entry.ValueAsNumber:x}/0x{entry.MaskAsNumber:x}";

    /// <summary>The value in as many digits as it takes, which may be more than a number has.</summary>
    public static string Wide(MatchEntry entry) => HexText.Number(entry.Value) + (entry.IsExact ? "" : "/" + HexText.Number(entry.Mask));

    /// <summary>Open vSwitch's words for the two bits of ip_frag: 1 any fragment, 2 not the first.</summary>
    public static string Fragment(int value, int mask) => (mask & 3, value & mask & 3) switch
    {
        (3, 0) or (1, 0) => "no",
        (3, 1) => "first",
        (3, 3) or (2, 2) => "later",
        (1, 1) => "yes",
        (2, 0) => "not_later",
        _ => "<error>",
    };

    /// <summary>Parts of a packet type: what name space, and which type in it.</summary>
    public static string PacketType(MatchEntry entry)
    {
        var (space, type) = (entry.ValueAsNumber >> 16, entry.ValueAsNumber & 0xffff);
        return string.Create(CultureInfo.InvariantCulture, $"({space},{(type == 0 && space == 0 ? "0" : Hex(type))})");
    }

    // A mask of all the bits of a field is still one where its bytes have more.
    private static string HexMask(MatchEntry entry) => !entry.HasMask || entry.Mask.Span.IndexOfAnyExcept((byte)0xff) < 0 ? "" : "/" + Hex(entry.MaskAsNumber);

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
