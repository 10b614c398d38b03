namespace OvsCtl.OpenFlow;

/// <summary>Bits of numbers in network byte order, counted from the least significant one.</summary>
internal static class BitField
{
    public static bool Get(ReadOnlySpan<byte> bytes, int bit) => (bytes[^((bit / 8) + 1)] >> (bit % 8) & 1) != 0;

    public static void Set(Span<byte> bytes, int bit, bool value)
    {
        ref var at = ref bytes[^((bit / 8) + 1)];
        at = (byte)(value ? at | 1 << bit % 8 : at & ~(1 << bit % 8));
    }

    /// <summary>Copies the lowest <paramref name="count"/> bits to where they belong.</summary>
    public static void Copy(ReadOnlySpan<byte> source, Span<byte> destination, int offset, int count)
    {
        for (var i = 0; i < count; i++) Set(destination, offset + i, Get(source, i));
    }

    /// <returns>-1 when no bit is set.</returns>
    public static int HighestBit(ReadOnlySpan<byte> bytes)
    {
        for (var bit = (bytes.Length * 8) - 1; bit >= 0; bit--)
        {
            if (Get(bytes, bit)) return bit;
        }

        return -1;
    }
}
