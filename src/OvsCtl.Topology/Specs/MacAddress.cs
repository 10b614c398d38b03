using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OvsCtl.Topology.Specs;

/// <summary>A 48-bit IEEE 802 address, kept in the low bits of <see cref="Value"/>.</summary>
public readonly record struct MacAddress(ulong Value)
{
    /// <summary>True when the group bit is set: the address of many, never of one interface.</summary>
    public bool IsGroup => (Value >> 40 & 1) == 1;

    public static bool TryParse([NotNullWhen(true)] string? text, out MacAddress mac)
    {
        mac = default;
        if (text?.Split(':') is not { Length: 6 } parts) return false;
        ulong value = 0;
        foreach (var part in parts)
        {
            if (part.Length != 2 || !byte.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b)) return false;
            value = value << 8 | b;
        }

        mac = new MacAddress(value);
        return true;
    }

    public byte[] ToBytes() => [(byte)(Value >> 40), (byte)(Value >> 32), (byte)(Value >> 24), (byte)(Value >> 16), (byte)(Value >> 8), (byte)Value];

    public override string ToString() => string.Join(':', ToBytes().Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
}
