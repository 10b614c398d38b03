using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Flags by name as Open vSwitch lists them: those it knows, then the rest as one number; 0 when there are none.</summary>
internal static class BitNames
{
    /// <param name="bits">The flags.</param>
    /// <param name="names">The name of each bit, the lowest first; null or empty for those without one.</param>
    /// <param name="separator">What stands between two names.</param>
    public static string Format(uint bits, ReadOnlySpan<string?> names, char separator)
    {
        if (bits == 0) return "0";
        var parts = new List<string>();
        for (var bit = 0; bit < names.Length; bit++)
        {
            if ((bits >> bit & 1) == 0 || string.IsNullOrEmpty(names[bit])) continue;
            parts.Add(names[bit] ?? "");
            bits &= ~(1u << bit);
        }

        if (bits != 0) parts.Add("0x" + bits.ToString("x", CultureInfo.InvariantCulture));
        return string.Join(separator, parts);
    }
}
