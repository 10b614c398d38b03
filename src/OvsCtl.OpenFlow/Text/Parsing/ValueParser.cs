using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OvsCtl.OpenFlow;

/// <summary>Values of fields, ports and parts of fields as ovs-ofctl reads them.</summary>
internal static class ValueParser
{
    private static readonly Dictionary<string, uint> s_ports = new(StringComparer.OrdinalIgnoreCase)
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

    public static bool TryPort(string text, out PortNumber port)
    {
        port = default;
        if (s_ports.TryGetValue(text.Trim('"'), out var reserved)) port = new PortNumber(reserved);
        else if (TextPart.IsNumber(text, out var number) && number is < 0xff00 or (>= 0xfff7 and <= 0xffff) or (>= 0xfffffff7 and <= 0xffffffff))
            port = new PortNumber(number is >= 0xfff7 and <= 0xffff ? 0xffff0000 | (uint)number : (uint)number);
        else return false;
        return true;
    }

    public static PortNumber Port(TextPart text) =>
        TryPort(text.Text, out var port) ? port : throw text.Error($"unknown port \"{text.Text}\"; a number below 65280 or one of {string.Join(", ", s_ports.Keys)} is allowed");

    /// <summary>The value and mask of a field; both of the field's size.</summary>
    public static (byte[] Value, byte[] Mask) Field(MatchField field, TextPart text)
    {
        var ones = Ones(field.Size);
        if (text.Text == "*") return (new byte[field.Size], new byte[field.Size]);
        switch (field.Format)
        {
            case FieldFormat.Ethernet: return Masked(text, part => Ethernet(part));
            case FieldFormat.Ipv4: return Masked(text, part => Address(part, AddressFamily.InterNetwork));
            case FieldFormat.Ipv6: return Masked(text, part => Address(part, AddressFamily.InterNetworkV6));
            case FieldFormat.Port: return (Bytes(Port(text).Value, field.Size), ones);
            case FieldFormat.Fragment: return Fragment(text);
            case FieldFormat.TcpFlags: return Flags(text, FlagText.Tcp, field.Size, 0xfff);
            case FieldFormat.TunnelFlags: return Flags(text, FlagText.Tunnel, field.Size, 0x1);
            case FieldFormat.CtState: return Flags(text, FlagText.CtState, field.Size, 0xff);
            case FieldFormat.PacketType:
                var inner = text.Text.Trim('(', ')').Split(',');
                if (inner.Length != 2 || !TextPart.IsNumber(inner[0], out var space) || !TextPart.IsNumber(inner[1], out var type))
                    throw text.Error($"invalid packet type \"{text.Text}\"; (NAMESPACE,TYPE) is allowed");
                return (Bytes(space << 16 | type, 4), ones);
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
                for (var bit = 0; bit < length; bit++) bits[bit / 8] |= (byte)(0x80 >> (bit % 8));
                return (read(whole.Slice(0, slash)), bits);
            }

            return (read(whole.Slice(0, slash)), read(mask));
        }
    }

    /// <summary>An integer of any size in network byte order.</summary>
    public static byte[] Integer(TextPart text, MatchField field)
    {
        if (TryInteger(text.Text, field.Size, out var bytes)) return bytes;
        throw text.Error($"\"{text.Text}\" is no value for {field.Name}; a number of at most {field.Size} bytes, decimal or with 0x, is allowed");
    }

    public static bool TryInteger(string text, int size, out byte[] bytes)
    {
        bytes = new byte[size];
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            var digits = text[2..].TrimStart('0');
            if (digits.Length > size * 2 || text.Length == 2 || !digits.All(char.IsAsciiHexDigit)) return false;
            Convert.FromHexString(digits.PadLeft(size * 2, '0')).CopyTo(bytes, 0);
            return true;
        }

        if (!TextPart.IsNumber(text, out var number)) return false;
        if (text.StartsWith('-')) number &= size >= 8 ? ulong.MaxValue : (1UL << size * 8) - 1;
        if (size < 8 && number >> (size * 8) != 0) return false;
        bytes = Bytes(number, size);
        return true;
    }

    public static byte[] Ethernet(TextPart text)
    {
        var parts = text.Text.Split(':');
        var bytes = new byte[6];
        if (parts.Length != 6) throw Bad();
        for (var i = 0; i < 6; i++)
        {
            if (!byte.TryParse(parts[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[i])) throw Bad();
        }

        return bytes;

        FlowSyntaxException Bad() => text.Error($"\"{text.Text}\" is no Ethernet address; six bytes in hexadecimal with colons between them are allowed");
    }

    public static byte[] Address(TextPart text, AddressFamily family) =>
        IPAddress.TryParse(text.Text, out var address) && address.AddressFamily == family && (family != AddressFamily.InterNetwork || text.Text.Count(c => c == '.') == 3)
            ? address.GetAddressBytes()
            : throw text.Error($"\"{text.Text}\" is no {(family == AddressFamily.InterNetwork ? "IPv4" : "IPv6")} address");

    /// <summary>A part of a field, <c>reg0[0..15]</c>, <c>NXM_OF_ETH_SRC[]</c> or just <c>eth_src</c>.</summary>
    public static Subfield Part(TextPart text)
    {
        var bracket = text.Text.IndexOf('[', StringComparison.Ordinal);
        var name = bracket < 0 ? text.Text : text.Text[..bracket];
        var field = MatchField.FindForAction(name) ?? throw text.Error($"unknown field \"{name}\"; see ovs-fields(7) for those there are");
        if (bracket < 0 || text.Text[bracket..] == "[]") return new Subfield(field);
        var range = text.Text[(bracket + 1)..].TrimEnd(']').Split("..");
        if (!text.Text.EndsWith(']') || range.Length > 2 || !int.TryParse(range[0], NumberStyles.None, CultureInfo.InvariantCulture, out var start) || !int.TryParse(range[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var end))
            throw text.Slice(bracket).Error("[] or [BIT] or [START..END] is allowed");
        if (start > end || end >= field.PartBits) throw text.Slice(bracket).Error($"field {field.Name} has bits 0 to {field.PartBits - 1}, and START must not be after END");
        return new Subfield(field, start, end - start + 1);
    }

    public static bool IsPart(TextPart text) => MatchField.FindForAction(text.Text.Split('[')[0]) is not null;

    public static byte[] Bytes(ulong number, int size)
    {
        var bytes = new byte[size];
        for (var i = size - 1; i >= 0 && number != 0; i--, number >>= 8) bytes[i] = (byte)number;
        return bytes;
    }

    public static byte[] Ones(int size)
    {
        var bytes = new byte[size];
        Array.Fill(bytes, (byte)0xff);
        return bytes;
    }

    private static (byte[] Value, byte[] Mask) Fragment(TextPart text) => text.Text.ToUpperInvariant() switch
    {
        "NO" => ([0], [0xff]),
        "FIRST" => ([1], [0xff]),
        "LATER" => ([3], [0xff]),
        "YES" => ([1], [1]),
        "NOT_LATER" => ([0], [2]),
        _ => throw text.Error($"unknown fragment type \"{text.Text}\"; no, yes, first, later and not_later are allowed"),
    };

    private static (byte[] Value, byte[] Mask) Flags(TextPart text, string[] names, int size, ulong all)
    {
        ulong value = 0, mask = 0;
        if (text.Text.Length > 0 && char.IsAsciiDigit(text.Text[0]))
        {
            var numbers = text.Text.Split('/');
            if (!TextPart.IsNumber(numbers[0], out value) || !TextPart.IsNumber(numbers[^1], out mask) || numbers.Length > 2) throw Bad(text);
            return (Bytes(value, size), numbers.Length == 1 ? Ones(size) : Bytes(mask, size));
        }

        if (text.Text.StartsWith('+') || text.Text.StartsWith('-'))
        {
            for (var at = 0; at < text.Text.Length;)
            {
                var end = text.Text.AsSpan(at + 1).IndexOfAny('+', '-') is var next and >= 0 ? at + 1 + next : text.Text.Length;
                var bit = Bit(text.Slice(at + 1, end - at - 1));
                mask |= bit;
                if (text.Text[at] == '+') value |= bit;
                at = end;
            }

            return (Bytes(value, size), Bytes(mask, size));
        }

        foreach (var name in text.Words("|")) value |= Bit(name);
        return (Bytes(value, size), Ones(size));

        ulong Bit(TextPart name) => Array.IndexOf(names, name.Text) is var index and >= 0 && (1UL << index & all) != 0 ? 1UL << index : throw Bad(name);

        FlowSyntaxException Bad(TextPart part) => part.Error($"unknown flag \"{part.Text}\"; + or - before each of {string.Join(", ", names)}, or some of them with | between, are allowed");
    }
}
