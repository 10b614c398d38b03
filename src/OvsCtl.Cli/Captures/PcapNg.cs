using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace OvsCtl.Cli.Captures;

/// <summary>The blocks of a pcapng file (draft-ietf-opsawg-pcapng). Those that hold no frame are skipped.</summary>
internal static class PcapNg
{
    private const uint SectionHeader = 0x0a0d0d0a, InterfaceDescription = 1, SimplePacket = 3, EnhancedPacket = 6;
    private const uint ByteOrder = 0x1a2b3c4d;
    private const int HeaderSize = 8, SmallestBlock = 12, MaxBlock = CaptureFile.MaxFrame + (1 << 16);

    public static bool IsSection(ReadOnlySpan<byte> magic) => BinaryPrimitives.ReadUInt32BigEndian(magic) == SectionHeader;

    public static async IAsyncEnumerable<CapturedFrame> ReadAsync(ByteReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isBigEndian = false;
        var interfaces = new List<Interface>();

        // A block: type:4 length:4 body length:4, the length being that of all of it.
        while (await reader.PeekAsync(SmallestBlock, cancellationToken) is { Length: SmallestBlock } head)
        {
            var isSection = IsSection(head);
            if (isSection)
            {
                isBigEndian = BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(HeaderSize)) == ByteOrder;
                interfaces.Clear();
            }

            var size = UInt32(head, 4, isBigEndian);
            if (size < SmallestBlock || size % 4 != 0 || size > MaxBlock) throw new InvalidDataException($"a block says it has {size} bytes");
            var block = await reader.ReadAsync((int)size, cancellationToken) ?? throw new InvalidDataException("it ends before the end of a block");
            if (isSection) continue;
            switch (UInt32(block, 0, isBigEndian))
            {
                case InterfaceDescription: interfaces.Add(ReadInterface(block, isBigEndian)); break;
                case EnhancedPacket: yield return ReadEnhanced(block, isBigEndian, interfaces); break;
                case SimplePacket: yield return ReadSimple(block, isBigEndian, interfaces); break;
            }
        }

        if ((await reader.PeekAsync(1, cancellationToken)).Length > 0) throw new InvalidDataException("it ends before the end of a block");
    }

    private static Interface ReadInterface(byte[] block, bool isBigEndian)
    {
        // linktype:2 reserved:2 snaplen:4, then options code:2 length:2 value, padded to 4
        const int optionsAt = 16;
        const ushort resolution = 9;
        if (block.Length < optionsAt + 4) throw new InvalidDataException("the description of an interface is too short");
        var found = new Interface(UInt16(block, 8, isBigEndian), UInt32(block, 12, isBigEndian), 1_000_000);
        for (var at = optionsAt; at + 4 < block.Length - 4;)
        {
            int code = UInt16(block, at, isBigEndian), length = UInt16(block, at + 2, isBigEndian);
            if (code == 0 || at + 4 + length > block.Length - 4) break;
            if (code == resolution && length == 1) found = found with { TicksPerSecond = TicksPerSecond(block[at + 4]) };
            at += 4 + ((length + 3) / 4 * 4);
        }

        return found;
    }

    // A power of ten, or of two when the upper bit says so.
    private static double TicksPerSecond(byte resolution) => (resolution & 0x80) == 0 ? Math.Pow(10, resolution) : Math.Pow(2, resolution & 0x7f);

    private static CapturedFrame ReadEnhanced(byte[] block, bool isBigEndian, List<Interface> interfaces)
    {
        // interface:4 time:4+4 captured:4 original:4 data
        const int dataAt = 28;
        if (block.Length < dataAt + 4) throw new InvalidDataException("a packet block is too short");
        var index = UInt32(block, 8, isBigEndian);
        var size = UInt32(block, 20, isBigEndian);
        if (index >= interfaces.Count || size > block.Length - dataAt - 4) throw new InvalidDataException("a packet block contradicts itself");
        var on = interfaces[(int)index];
        var ticks = (ulong)UInt32(block, 12, isBigEndian) << 32 | UInt32(block, 16, isBigEndian);
        var seconds = Math.Min(ticks / on.TicksPerSecond, uint.MaxValue);
        return new CapturedFrame(DateTimeOffset.UnixEpoch.AddSeconds(seconds), on.LinkType, block.AsMemory(dataAt, (int)size));
    }

    private static CapturedFrame ReadSimple(byte[] block, bool isBigEndian, List<Interface> interfaces)
    {
        // original:4 data, cut off where the interface says
        const int dataAt = 12;
        if (block.Length < dataAt + 4 || interfaces.Count == 0) throw new InvalidDataException("a packet block contradicts itself");
        var size = Math.Min(UInt32(block, 8, isBigEndian), (uint)(block.Length - dataAt - 4));
        if (interfaces[0].SnapLength > 0) size = Math.Min(size, interfaces[0].SnapLength);
        return new CapturedFrame(DateTimeOffset.UnixEpoch, interfaces[0].LinkType, block.AsMemory(dataAt, (int)size));
    }

    private static uint UInt32(byte[] bytes, int at, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static ushort UInt16(byte[] bytes, int at, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private sealed record Interface(int LinkType, uint SnapLength, double TicksPerSecond);
}
