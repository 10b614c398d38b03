using System.Globalization;

namespace OvsCtl.Ovsdb;

/// <summary>Reals as Open vSwitch writes them: C's <c>%.15g</c>, or as many digits more as it takes to read the same double again.</summary>
internal static class RealText
{
    // DBL_DIG, what Open vSwitch itself writes, and DBL_DECIMAL_DIG, which loses nothing.
    private const int NormalDigits = 15;
    private const int AllDigits = 17;

    /// <summary>The normal form: 15 digits, even where that is not quite the number.</summary>
    public static string Normal(double value) => Format(value, NormalDigits);

    /// <summary>The shortest of 15 to 17 digits that reads back as the same number.</summary>
    public static string Exact(double value)
    {
        for (var digits = NormalDigits; ; digits++)
        {
            var text = Format(value, digits);
            if (digits == AllDigits || double.Parse(text, CultureInfo.InvariantCulture).Equals(value)) return text;
        }
    }

    // "%.{digits}g": an exponent below -4 or not below the digits is written out; trailing zeros are not.
    private static string Format(double value, int digits)
    {
        if (value == 0) return "0";
        var scientific = value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture);
        var e = scientific.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(scientific.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (exponent >= -4 && exponent < digits) return Trim(value.ToString($"F{digits - 1 - exponent}", CultureInfo.InvariantCulture));
        return $"{Trim(scientific[..e])}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static string Trim(string number) => number.Contains('.', StringComparison.Ordinal) ? number.TrimEnd('0').TrimEnd('.') : number;
}
