using System.Globalization;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>Bytes as Open vSwitch dumps them: sixteen a line, an offset before and the printable characters after them.</summary>
internal static class HexDump
{
    private const int PerLine = 16;

    public static void AppendTo(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at += PerLine)
        {
            text.Append(CultureInfo.InvariantCulture, $"{at:x8}  ");
            var line = bytes[at..Math.Min(at + PerLine, bytes.Length)];
            for (var i = 0; i < line.Length; i++) text.Append(CultureInfo.InvariantCulture, $"{line[i]:x2}").Append(i == (PerLine / 2) - 1 ? '-' : ' ');
            text.Append(' ', 3 * (PerLine - line.Length)).Append('|');
            foreach (var b in line) text.Append(b is >= 32 and < 127 ? (char)b : '.');
            text.Append(' ', PerLine - line.Length).Append("|\n");
        }
    }
}
