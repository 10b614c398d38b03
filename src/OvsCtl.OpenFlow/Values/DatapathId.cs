using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>The 64-bit id of a switch (<c>datapath_id</c> of ofp_switch_features): the low 48 bits are usually its MAC address.</summary>
/// <param name="Value">The id as a number.</param>
public readonly record struct DatapathId(ulong Value)
{
    /// <summary>Reads up to 16 hexadecimal digits, with or without <c>0x</c>.</summary>
    /// <param name="text">The digits, as Open vSwitch writes them in <c>Bridge.datapath_id</c>.</param>
    /// <exception cref="FormatException">The text is no such number.</exception>
    public static DatapathId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a datapath id: 1 to 16 hexadecimal digits are expected.");

    /// <summary>Reads up to 16 hexadecimal digits, with or without <c>0x</c>.</summary>
    /// <param name="text">The digits.</param>
    /// <param name="id">The id, when true is returned.</param>
    /// <returns>False when the text is no such number.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out DatapathId id)
    {
        var digits = text.AsSpan();
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) digits = digits[2..];
        var valid = ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        id = new DatapathId(value);
        return valid;
    }

    /// <summary>The id as 16 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
