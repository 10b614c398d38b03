using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OvsCtl.OpenFlow;

/// <summary>Values of fields and parts of fields as ovs-ofctl reads them.</summary>
internal static class ValueParser
{
    /// <summary>The value and mask of a field; both of the field's size.</summary>
    public static (byte[] Value, byte[] Mask) Field(MatchField field, TextPart text)
    {
        if (text.Text == "*") return (new byte[field.Size], new byte[field.Size]);
        var ones = BitField.Ones(field.Size);
        switch (field.Format)
        {
            case FieldFormat.Ethernet: return Masked(text, Ethernet);
            case FieldFormat.Ipv4: return Masked(text, part => Address(part, AddressFamily.InterNetwork));
            case FieldFormat.Ipv6: return Masked(text, part => Address(part, AddressFamily.InterNetworkV6));
            case FieldFormat.Port: return (BitField.Bytes(PortParser.Parse(text).Value, field.Size), ones);
            case FieldFormat.Fragment: return Fragment(text);
            case FieldFormat.TcpFlags: return FlagParser.Parse(text, FlagText.Tcp, field.Size, 0xfff);
            case FieldFormat.TunnelFlags: return FlagParser.Parse(text, FlagText.Tunnel, field.Size, 0x1);
            case FieldFormat.CtState: return FlagParser.Parse(text, FlagText.CtState, field.Size, 0xff);
            case FieldFormat.PacketType: return (PacketType(text), ones);
            default: return Masked(text, part => Integer(part, field));
        }

        (byte[], byte[]) Masked(TextPart whole, Func<TextPart, byte[]> read)
        {
            var slash = whole.Text.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0) return (read(whole), ones);
            var mask = whole.Slice(slash + 1);
            if (field.Format is FieldFormat.Ipv4 or FieldFormat.Ipv6 && int.TryParse(mask.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            {
                if (length > field.BitCount) throw mask.Error($"invalid prefix length {length}; 0 to {field.BitCount} is allowed");
                var bits = new byte[field.Size];
                BitField.Copy(ones, bits, field.BitCount - length, length);
                return (read(whole.Slice(0, slash)), bits);
            }

            return (read(whole.Slice(0, slash)), read(mask));
        }
    }

    /// <summary>A value without a mask.</summary>
    public static byte[] Exact(MatchField field, TextPart text)
    {
        var (value, mask) = Field(field, text);
        return BitField.IsOnes(mask) ? value : throw text.Error("a value without a mask is allowed here");
    }

    /// <summary>An integer of any size in network byte order.</summary>
    public static byte[] Integer(TextPart text, MatchField field) =>
        TryInteger(text.Text, field.Size, out var bytes) ? bytes : throw text.Error($"\"{text.Text}\" is no value for {field.Name}; a number of at most {field.Size} bytes is allowed, decimal or with 0x");

    public static bool TryInteger(string text, int size, out byte[] bytes)
    {
        bytes = new byte[size];
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            var digits = text.AsSpan(2);
            foreach (var digit in digits)
            {
                if (!char.IsAsciiHexDigit(digit)) return false;
            }

            digits = digits.TrimStart('0');
            if (digits.Length > size * 2) return false;
            for (var i = 0; i < digits.Length; i++) bytes[^((i / 2) + 1)] |= (byte)(Convert.ToInt32(digits[^(i + 1)].ToString(), 16) << (i % 2 * 4));
            return true;
        }

        if (!TextPart.TryNumber(text, out var number, out _) || (size < 8 && number >> (size * 8) != 0)) return false;
        bytes = BitField.Bytes(number, size);
        return true;
    }

    public static byte[] Ethernet(TextPart text)
    {
        var parts = text.Text.Split(':');
        var bytes = new byte[6];
        for (var i = 0; i < 6; i++)
        {
            if (parts.Length != 6 || !byte.TryParse(parts[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[i]))
                throw text.Error($"\"{text.Text}\" is no Ethernet address; six bytes in hexadecimal with colons between them are allowed");
        }

        return bytes;
    }

    public static byte[] Address(TextPart text, AddressFamily family)
    {
        if (family == AddressFamily.InterNetwork)
        {
            var parts = text.Text.Split('.');
            var bytes = new byte[4];
            var isAddress = parts.Length == 4;
            for (var i = 0; i < 4 && isAddress; i++) isAddress = byte.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out bytes[i]);
            return isAddress ? bytes : throw text.Error($"\"{text.Text}\" is no IPv4 address");
        }

        return text.Text.AsSpan().IndexOfAny('%', '[') < 0 && IPAddress.TryParse(text.Text, out var address) && address.AddressFamily == family
            ? address.GetAddressBytes()
            : throw text.Error($"\"{text.Text}\" is no IPv6 address");
    }

    /// <summary>A part of a field, <c>reg0[0..15]</c>, <c>NXM_OF_ETH_SRC[]</c> or just <c>eth_src</c>.</summary>
    public static Subfield Part(TextPart text)
    {
        var bracket = text.Text.IndexOf('[', StringComparison.Ordinal);
        var name = bracket < 0 ? text.Text : text.Text[..bracket];
        var field = MatchField.FindForAction(name) ?? throw (text with { Text = name }).Unknown("field", MatchField.Names, "see ovs-fields(7) for those there are");
        if (field.Headers.Count == 0) throw text.Error($"field {field.Name} is only a word of matches; vlan_vid, vlan_pcp and vlan_tci are allowed here");
        if (bracket < 0 || text.Text[bracket..] == "[]") return new Subfield(field);
        var range = text.Text[(bracket + 1)..].TrimEnd(']').Split("..");
        if (!text.Text.EndsWith(']') || range.Length > 2 || !int.TryParse(range[0], NumberStyles.None, CultureInfo.InvariantCulture, out var start) || !int.TryParse(range[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var end))
            throw text.Slice(bracket).Error("[] or [BIT] or [START..END] is allowed");
        if (start > end || end >= field.PartBits) throw text.Slice(bracket).Error($"field {field.Name} has bits 0 to {field.PartBits - 1}, and START must not be after END");
        return new Subfield(field, start, end - start + 1);
    }

    public static bool IsPart(TextPart text) => MatchField.FindForAction(text.Text.Split('[')[0]) is not null;

    /// <summary>A number that fits into the bits it is for, in the field's size.</summary>
    public static byte[] Fitting(TextPart text, Subfield part)
    {
        var number = Integer(text, part.Field);
        return BitField.HighestBit(number) < part.BitCount ? number : throw text.Error($"value {text.Text} does not fit into {part.BitCount} bits");
    }

    /// <summary>The two sides of <c>SOURCE->FIELD</c>.</summary>
    public static (TextPart From, TextPart To) Arrow(TextPart value)
    {
        var arrow = value.Text.IndexOf("->", StringComparison.Ordinal);
        if (arrow < 0 || arrow + 2 == value.Text.Length) throw value.Error("SOURCE->FIELD is allowed");
        return (value.Slice(0, arrow), value.Slice(arrow + 2));
    }

    /// <summary>Bytes as pairs of hexadecimal digits, with dots between them or not.</summary>
    public static OctetString HexBytes(TextPart text)
    {
        var bytes = new List<byte>();
        for (var at = 0; ; at += 2)
        {
            while (at < text.Text.Length && " .\t\r\n".Contains(text.Text[at])) at++;
            if (at == text.Text.Length) return bytes.ToArray();
            if (at + 1 == text.Text.Length || !char.IsAsciiHexDigit(text.Text[at]) || !char.IsAsciiHexDigit(text.Text[at + 1]))
                throw text.Slice(at).Error($"bad hexadecimal digits \"{text.Text[at..]}\"; pairs of them, with dots between, are allowed");
            bytes.AddRange(Convert.FromHexString(text.Text.AsSpan(at, 2)));
        }
    }

    private static byte[] PacketType(TextPart text)
    {
        var inner = text.Text.StartsWith('(') && text.Text.EndsWith(')') ? text.Text[1..^1].Split(',') : [];
        return inner.Length == 2 && TryInteger(inner[0], 2, out var space) && TryInteger(inner[1], 2, out var type)
            ? [.. space, .. type]
            : throw text.Error($"invalid packet type \"{text.Text}\"; (NAMESPACE,TYPE) is allowed");
    }

    private static (byte[] Value, byte[] Mask) Fragment(TextPart text) => text.Text.ToUpperInvariant() switch
    {
        "NO" => ([0], [0xff]),
        "FIRST" => ([1], [0xff]),
        "LATER" => ([3], [0xff]),
        "YES" => ([1], [1]),
        "NOT_LATER" => ([0], [2]),
        _ => throw text.Unknown("kind of fragment", ["no", "yes", "first", "later", "not_later"]),
    };
}
