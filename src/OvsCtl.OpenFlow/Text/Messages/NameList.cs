using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Names in a row, shortened where they look alike: <c>eth_{src,dst,type}</c>, <c>reg0...reg15</c>.</summary>
internal static class NameList
{
    public static void Append(StringBuilder text, ReadOnlySpan<string> names) => Append(text, names, 0);

    /// <param name="text">Where to.</param>
    /// <param name="names">The names, all with the same beginning.</param>
    /// <param name="prefix">The length of that beginning, which is left out.</param>
    private static void Append(StringBuilder text, ReadOnlySpan<string> names, int prefix)
    {
        for (var isFirst = true; !names.IsEmpty; isFirst = false)
        {
            if (!isFirst) text.Append(prefix > 0 ? ',' : ' ');
            var alike = CountWithCommonPrefix(names, prefix, out var morePrefix);
            var sequential = CountSequential(names);
            var run = Math.Max(alike, sequential);
            var first = names[0].AsSpan(prefix);
            if (sequential >= alike)
            {
                text.Append(first);
                if (run > 1) text.Append("...").Append(names[run - 1].AsSpan(prefix));
            }
            else
            {
                text.Append(first[..morePrefix]).Append('{');
                Append(text, names[..run], prefix + morePrefix);
                text.Append('}');
            }

            names = names[run..];
        }
    }

    /// <summary>How many names at the start share more of their beginning, up to an underscore, than they are known to.</summary>
    private static int CountWithCommonPrefix(ReadOnlySpan<string> names, int prefix, out int morePrefix)
    {
        morePrefix = 0;
        if (names.Length < 2) return names.Length;
        morePrefix = CommonPrefix(names[0].AsSpan(prefix), names[1].AsSpan(prefix));
        if (morePrefix == 0) return 1;
        var count = 2;
        while (count < names.Length && CommonPrefix(names[0].AsSpan(prefix), names[count].AsSpan(prefix)) > 0) count++;
        return count;
    }

    private static int CommonPrefix(ReadOnlySpan<char> a, ReadOnlySpan<char> b) => a[..a.CommonPrefixLength(b)].LastIndexOf('_') + 1;

    /// <summary>How many names at the start end in numbers that follow one another. Two do not make a row.</summary>
    private static int CountSequential(ReadOnlySpan<string> names)
    {
        var count = 1;
        while (count < names.Length && IsSequential(names[count - 1], names[count])) count++;
        return count == 2 ? 1 : count;
    }

    private static bool IsSequential(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var common = a.CommonPrefixLength(b);
        return int.TryParse(a[common..], out var first) && int.TryParse(b[common..], out var second) && first + 1 == second;
    }
}
