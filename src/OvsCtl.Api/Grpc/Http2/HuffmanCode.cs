using System.Buffers;
using System.Text;

namespace OvsCtl.Api.Grpc.Http2;

/// <summary>The code of RFC 7541 appendix B. Codes of one length follow each other in the order of their symbols, so the lengths say everything.</summary>
internal static class HuffmanCode
{
    private const int EndOfString = 256;
    private const int MaxLength = 30;

    // Code lengths in bits of the symbols 0 to 255 and the end of string.
    private static ReadOnlySpan<byte> Lengths =>
    [
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
        6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
        13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
        20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
        22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
        26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
        20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
        30,
    ];

    /// <exception cref="InvalidDataException">A code that no text has, or padding that is not the beginning of the end of string.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        // For each length: the first code, how many there are, and where their symbols start.
        Span<int> first = stackalloc int[MaxLength + 1], count = stackalloc int[MaxLength + 1], start = stackalloc int[MaxLength + 1];
        Span<ushort> symbols = stackalloc ushort[Lengths.Length];
        Arrange(first, count, start, symbols);

        var text = new ArrayBufferWriter<byte>(bytes.Length * 2);
        int code = 0, length = 0;
        foreach (var octet in bytes)
        {
            for (var bit = 7; bit >= 0; bit--)
            {
                code = (code << 1) | ((octet >> bit) & 1);
                if (++length > MaxLength) throw new InvalidDataException("HPACK: no such Huffman code");
                if (code - first[length] >= count[length]) continue;
                var symbol = symbols[start[length] + code - first[length]];
                if (symbol == EndOfString) throw new InvalidDataException("HPACK: the end of string stands inside a string");
                text.GetSpan(1)[0] = (byte)symbol;
                text.Advance(1);
                (code, length) = (0, 0);
            }
        }

        if (length > 7 || code != (1 << length) - 1) throw new InvalidDataException("HPACK: wrong padding of a Huffman code");
        return Encoding.Latin1.GetString(text.WrittenSpan);
    }

    private static void Arrange(Span<int> first, Span<int> count, Span<int> start, Span<ushort> symbols)
    {
        int code = 0, next = 0;
        for (var length = 1; length <= MaxLength; length++)
        {
            (first[length], start[length]) = (code, next);
            for (var symbol = 0; symbol < Lengths.Length; symbol++)
                if (Lengths[symbol] == length) symbols[next++] = (ushort)symbol;
            count[length] = next - start[length];
            code = (code + count[length]) << 1;
        }
    }
}
