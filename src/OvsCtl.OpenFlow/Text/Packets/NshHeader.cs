using System.Buffers.Binary;

namespace OvsCtl.OpenFlow;

/// <summary>A network service header (RFC 8300).</summary>
internal sealed record NshHeader(byte Flags, byte TimeToLive, byte MetadataType, byte NextProtocol, uint ServicePath, byte ServiceIndex, uint[] Context)
{
    private const byte FixedContext = 1, VariableContext = 2;

    /// <returns>Null when there is no good one.</returns>
    public static NshHeader? TryRead(ReadOnlySpan<byte> bytes)
    {
        // version:2 oam:1 unassigned:1 ttl:6 length:6 (in 4 bytes), md type:8, next protocol:8, service path:24 index:8, context
        if (bytes.Length < 8) return null;
        var first = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        var size = (first & 0x3f) * 4;
        var metadataType = bytes[2];
        if (size > bytes.Length || first >> 14 != 0) return null;
        if (metadataType == FixedContext && size != 24) return null;
        if (metadataType == VariableContext && size < 8) return null;

        var context = new uint[4];
        if (metadataType == FixedContext)
        {
            for (var i = 0; i < context.Length; i++) context[i] = BinaryPrimitives.ReadUInt32BigEndian(bytes[(8 + (i * 4))..]);
        }

        return new NshHeader((byte)(first >> 12 & 3), (byte)(first >> 6 & 0x3f), metadataType, bytes[3], BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) >> 8, bytes[7], context);
    }
}
