using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>IPv6 addresses as inet_ntop(3) writes them, and with it Open vSwitch; .NET writes a few in another way (ISATAP).</summary>
internal static class Ipv6Text
{
    private const int Words = 8;

    public static string Format(ReadOnlySpan<byte> address)
    {
        Span<ushort> words = stackalloc ushort[Words];
        for (var i = 0; i < Words; i++) words[i] = BinaryPrimitives.ReadUInt16BigEndian(address[(i * 2)..]);
        var (start, count) = LongestZeros(words);
        var endsAsIpv4 = start == 0 && (count == 6 || (count == 5 && words[5] == 0xffff));

        var text = new StringBuilder();
        for (var i = 0; i < Words; i++)
        {
            if (i == start)
            {
                text.Append("::");
                i += count - 1;
                continue;
            }

            if (text.Length > 0 && text[^1] != ':') text.Append(':');
            if (endsAsIpv4 && i == 6) return text.Append(CultureInfo.InvariantCulture, $"{address[12]}.{address[13]}.{address[14]}.{address[15]}").ToString();
            text.Append(CultureInfo.InvariantCulture, $"{words[i]:x}");
        }

        return text.ToString();
    }

    /// <returns>The first of the longest runs of at least two; -1 when there is none.</returns>
    private static (int Start, int Count) LongestZeros(ReadOnlySpan<ushort> words)
    {
        var best = (Start: -1, Count: 1);
        for (var i = 0; i < Words;)
        {
            var end = i;
            while (end < Words && words[end] == 0) end++;
            if (end - i > best.Count) best = (i, end - i);
            i = Math.Max(end, i + 1);
        }

        return best;
    }
}
