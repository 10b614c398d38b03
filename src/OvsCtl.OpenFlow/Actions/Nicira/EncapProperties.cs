using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Properties of the header encap puts on (ofp_ed_prop_header: class:2 type:1 len:1).</summary>
internal static class EncapProperties
{
    public const ushort NSH_CLASS = 4;
    public const ushort MPLS_CLASS = 5;

    public static string Format(ReadOnlySpan<byte> properties)
    {
        var parts = new List<string>();
        while (properties.Length >= 5)
        {
            var propertyClass = properties[0] << 8 | properties[1];
            int length = properties[3];
            if (length < 5) break;
            parts.Add((propertyClass, properties[2]) switch
            {
                (NSH_CLASS, 1) => string.Create(CultureInfo.InvariantCulture, $"md_type={properties[4]}"),
                (NSH_CLASS, 2) when length >= 8 => string.Create(CultureInfo.InvariantCulture, $"tlv(0x{properties[4] << 8 | properties[5]:x4},{properties[6]},{HexText.Number(properties.Slice(8, Math.Min(properties[7], properties.Length - 8)))})"),
                (MPLS_CLASS, 1) when length >= 6 => FieldText.Hex((ulong)(properties[4] << 8 | properties[5])) is { } type ? $"ether_type={type}" : "",
                _ => "UNKNOWN",
            });
            var padded = Math.Min((length + 7) / 8 * 8, properties.Length);
            properties = properties[padded..];
        }

        return string.Join(',', parts);
    }
}
