using System.Globalization;

namespace OvsCtl.Ovsdb;

/// <summary>
/// Reads a JSON number exactly: a whole number of 64 bits however it is written (<c>9223372036854775807.0</c>, <c>1e3</c>), else the nearest double. Going
/// through a double, as JSON readers do, would round whole numbers beyond 2^53.
/// </summary>
internal static class NumberText
{
    // As many digits as a 64-bit number can have.
    private const int LongestInteger = 19;

    public static (long? Integer, double Real) Read(ReadOnlySpan<char> text)
    {
        var e = text.IndexOfAny('e', 'E');
        var mantissa = e < 0 ? text : text[..e];
        var exponent = 0L;
        if (e >= 0 && !long.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)) throw ExponentOutOfRange();
        var isNegative = mantissa[0] == '-';
        if (isNegative) mantissa = mantissa[1..];
        var point = mantissa.IndexOf('.');
        var fraction = point < 0 ? [] : mantissa[(point + 1)..];
        var digits = string.Concat(point < 0 ? mantissa : mantissa[..point], fraction).TrimStart('0');
        // As Open vSwitch: an exponent that 32 bits cannot hold is an error, even of zero.
        exponent -= fraction.Length;
        CheckExponent(exponent);
        CheckExponent(exponent + digits.Length);
        var significant = digits.TrimEnd('0');
        if (significant.Length == 0) return (0, 0);
        exponent += digits.Length - significant.Length;
        if (exponent >= 0 && significant.Length + exponent <= LongestInteger
            && long.TryParse((isNegative ? "-" : "") + significant + new string('0', (int)exponent), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return (integer, integer);

        var real = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(real)) throw OvsdbException.Protocol("a number is out of range");
        // Too small to tell from zero.
        return real == 0 ? (0, 0) : (null, real);
    }

    private static void CheckExponent(long exponent)
    {
        if (exponent is < int.MinValue or > int.MaxValue) throw ExponentOutOfRange();
    }

    private static OvsdbException ExponentOutOfRange() => OvsdbException.Protocol("a number's exponent is out of range");
}
