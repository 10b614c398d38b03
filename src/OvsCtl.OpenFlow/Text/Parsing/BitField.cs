namespace OvsCtl.OpenFlow;

/// <summary>Numbers of any size in network byte order, with their bits counted from the least significant one.</summary>
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
        var first = bytes.IndexOfAnyExcept((byte)0);
        return first < 0 ? -1 : ((bytes.Length - first) * 8) - 1 - (System.Numerics.BitOperations.LeadingZeroCount(bytes[first]) - 24);
    }

    /// <summary>How many bytes are left without leading zeros.</summary>
    public static int Length(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept((byte)0) is var first and >= 0 ? bytes.Length - first : 0;

    public static bool IsZero(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept((byte)0) < 0;

    public static bool IsOnes(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept((byte)0xff) < 0;

    public static byte[] Ones(int size)
    {
        var bytes = new byte[size];
        Array.Fill(bytes, (byte)0xff);
        return bytes;
    }

    /// <summary>The number's lowest <paramref name="size"/> bytes.</summary>
    public static byte[] Bytes(ulong number, int size)
    {
        var bytes = new byte[size];
        for (var i = size - 1; i >= 0 && number != 0; i--, number >>= 8) bytes[i] = (byte)number;
        return bytes;
    }

    /// <summary>The lowest 64 bits; 0 for nothing.</summary>
    public static ulong Number(ReadOnlySpan<byte> bytes)
    {
        ulong number = 0;
        foreach (var b in bytes) number = number << 8 | b;
        return number;
    }

    /// <summary>The same number in more or fewer bytes; what does not fit is cut off.</summary>
    public static byte[] Resize(byte[] bytes, int size)
    {
        var result = new byte[size];
        var common = Math.Min(size, bytes.Length);
        bytes.AsSpan()[^common..].CopyTo(result.AsSpan()[^common..]);
        return result;
    }
}
