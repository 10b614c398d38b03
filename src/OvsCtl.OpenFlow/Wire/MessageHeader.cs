using System.Buffers;
using System.Buffers.Binary;

namespace OvsCtl.OpenFlow;

/// <summary>ofp_header, the first 8 bytes of every message. <paramref name="Length"/> is in bytes and includes them.</summary>
internal readonly record struct MessageHeader(byte Version, MessageType Type, ushort Length, Xid Xid)
{
    public const int Size = 8;

    /// <returns>False when fewer than 8 bytes have come.</returns>
    public static bool TryPeek(in ReadOnlySequence<byte> buffer, out MessageHeader header)
    {
        header = default;
        if (buffer.Length < Size) return false;

        Span<byte> bytes = stackalloc byte[Size];
        buffer.Slice(0, Size).CopyTo(bytes);
        return TryPeek(bytes, out header);
    }

    /// <returns>False when fewer than 8 bytes have come.</returns>
    public static bool TryPeek(ReadOnlySpan<byte> bytes, out MessageHeader header)
    {
        header = default;
        if (bytes.Length < Size) return false;

        // version:1 type:1 length:2 xid:4
        header = new MessageHeader(
            bytes[0],
            (MessageType)bytes[1],
            BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            new Xid(BinaryPrimitives.ReadUInt32BigEndian(bytes[4..])));
        return true;
    }
}
