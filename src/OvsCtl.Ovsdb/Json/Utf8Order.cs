namespace OvsCtl.Ovsdb;

/// <summary>The order of strings by the bytes of their UTF-8 form, which is Open vSwitch's: that of code points, not of UTF-16's code units.</summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static readonly Utf8Order Instance = new();

    public static int Compare(string x, string y)
    {
        var common = x.AsSpan().CommonPrefixLength(y);
        if (common == x.Length || common == y.Length) return x.Length.CompareTo(y.Length);
        return Rank(x[common]).CompareTo(Rank(y[common]));
    }

    int IComparer<string>.Compare(string? x, string? y) => Compare(x ?? "", y ?? "");

    // Surrogates stand for code points above all others, but lie below U+E000.
    private static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}
