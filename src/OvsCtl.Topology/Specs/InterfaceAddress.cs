using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace OvsCtl.Topology.Specs;

/// <summary>An address as an interface carries it: the address itself and the length of its prefix in bits.</summary>
public readonly record struct InterfaceAddress(IPAddress Address, int PrefixLength)
{
    public IPNetwork Network => new(Mask(Address, PrefixLength), PrefixLength);

    public static bool TryParse([NotNullWhen(true)] string? text, out InterfaceAddress address)
    {
        address = default;
        if (text?.Split('/') is not [var ip, var prefix] || !IPAddress.TryParse(ip, out var parsed)) return false;
        // IPAddress accepts "10.1" and "0x0a000001"; a lab file does not.
        if (parsed.ToString() != ip && !ip.Contains(':', StringComparison.Ordinal)) return false;
        if (!int.TryParse(prefix, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) || bits > parsed.GetAddressBytes().Length * 8) return false;
        address = new InterfaceAddress(parsed, bits);
        return true;
    }

    public override string ToString() => $"{Address}/{PrefixLength}";

    private static IPAddress Mask(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var keep = Math.Clamp(bits - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xff << (8 - keep));
        }

        return new IPAddress(bytes);
    }
}
