using System.Globalization;

namespace OvsCtl.Topology.Specs;

/// <summary>Rates, sizes and shares in the words of tc(8).</summary>
public static class ShapeText
{
    private static readonly (string Unit, ulong Bits)[] Rates = [("gbit", 1_000_000_000), ("mbit", 1_000_000), ("kbit", 1_000), ("bit", 1)];
    private static readonly (string Unit, ulong Bytes)[] Sizes = [("mb", 1 << 20), ("m", 1 << 20), ("kb", 1 << 10), ("k", 1 << 10), ("b", 1)];

    public static string Rate(ulong bits)
    {
        var (unit, size) = Rates.First(r => bits % r.Bits == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{bits / size}{unit}");
    }

    public static string Delay(TimeSpan delay) => string.Create(CultureInfo.InvariantCulture, $"{delay.TotalMilliseconds}ms");

    public static string Loss(double percent) => string.Create(CultureInfo.InvariantCulture, $"{percent}%");

    /// <summary><c>1mbit</c>, <c>2.5gbit</c>: in bits a second.</summary>
    public static ulong? ParseRate(string text) => Parse(text, Rates);

    /// <summary><c>1500b</c>, <c>32k</c>, <c>1mb</c>: in bytes, k for 1024 of them.</summary>
    public static ulong? ParseSize(string text) => Parse(text, Sizes);

    /// <summary><c>0.5%</c></summary>
    public static double? ParseLoss(string text) =>
        text.EndsWith('%') && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) ? percent : null;

    private static ulong? Parse(string text, (string Unit, ulong Size)[] units)
    {
        var number = text.TrimEnd([.. "abcdefghijklmnopqrstuvwxyz"]);
        var size = units.FirstOrDefault(u => u.Unit == text[number.Length..]).Size;
        return size > 0 && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= long.MaxValue / size ? (ulong)(value * size) : null;
    }
}
