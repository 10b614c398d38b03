using System.Buffers.Binary;
using System.Numerics;

namespace OvsCtl.Ovsdb;

/// <summary>
/// Looks for the byte that ends the plain part of a JSON string, eight at a time. The runtime's own search is made for long texts: strings of ten bytes, of which a
/// database is full, cost it more in set-up than in looking.
/// </summary>
internal static class StringScan
{
    private const ulong Ones = 0x0101010101010101;
    private const ulong Highs = 0x8080808080808080;

    /// <summary>How many bytes come before the first quote, backslash or control character; all of them when there is none.</summary>
    public static int PlainLength(ReadOnlySpan<byte> text)
    {
        var at = 0;
        for (; at + sizeof(ulong) <= text.Length; at += sizeof(ulong))
        {
            var found = Specials(BinaryPrimitives.ReadUInt64LittleEndian(text[at..]));
            // Only the lowest mark is sure: a borrow may set marks above it.
            if (found != 0) return at + (BitOperations.TrailingZeroCount(found) >> 3);
        }

        for (; at < text.Length; at++)
        {
            if (text[at] is (byte)'"' or (byte)'\\' or < 0x20) return at;
        }

        return at;
    }

    // The highest bit of each byte that is a quote, a backslash or below a space.
    private static ulong Specials(ulong bytes) => Below(bytes, 0x20) | Below(bytes ^ ((byte)'"' * Ones), 1) | Below(bytes ^ ((byte)'\\' * Ones), 1);

    private static ulong Below(ulong bytes, ulong limit) => (bytes - (limit * Ones)) & ~bytes & Highs;
}
