using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace OvsCtl.Cli.Captures;

/// <summary>Captures as tcpdump and Wireshark write them: pcap, and pcapng (draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng).</summary>
internal static class CaptureFile
{
    public const int MagicSize = 4;

    /// <summary>What the kernel can hand out at once, with room to spare.</summary>
    public const int MaxFrame = 1 << 20;

    private const uint Microseconds = 0xa1b2c3d4, Nanoseconds = 0xa1b23c4d;
    private const int FileHeaderSize = 24, RecordHeaderSize = 16;

    public static bool IsCapture(ReadOnlySpan<byte> magic) => magic.Length >= MagicSize && (PcapNg.IsSection(magic) || IsPcap(magic));

    /// <summary>The frames, one after the other; only one is in memory.</summary>
    /// <exception cref="InvalidDataException">What follows is no capture, or ends in the middle.</exception>
    public static async IAsyncEnumerable<CapturedFrame> ReadAsync(ByteReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var magic = await reader.PeekAsync(MagicSize, cancellationToken);
        var frames = PcapNg.IsSection(magic) ? PcapNg.ReadAsync(reader, cancellationToken) : ReadPcapAsync(reader, cancellationToken);
        await foreach (var frame in frames.WithCancellation(cancellationToken)) yield return frame;
    }

    private static bool IsPcap(ReadOnlySpan<byte> magic) =>
        BinaryPrimitives.ReadUInt32BigEndian(magic) is Microseconds or Nanoseconds || BinaryPrimitives.ReadUInt32LittleEndian(magic) is Microseconds or Nanoseconds;

    private static async IAsyncEnumerable<CapturedFrame> ReadPcapAsync(ByteReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // magic:4 version:4 zone:4 accuracy:4 snaplen:4 linktype:4; of a record seconds:4 fraction:4 captured:4 original:4
        var header = await reader.ReadAsync(FileHeaderSize, cancellationToken) ?? throw new InvalidDataException("it is empty");
        var isBigEndian = BinaryPrimitives.ReadUInt32BigEndian(header) is Microseconds or Nanoseconds;
        var ticksDivisor = ReadUInt32(header, 0, isBigEndian) == Nanoseconds ? 100 : 1;
        var ticksFactor = ticksDivisor == 1 ? 10 : 1;
        var linkType = (int)(ReadUInt32(header, 20, isBigEndian) & 0xffff);
        while (await reader.ReadAsync(RecordHeaderSize, cancellationToken) is { } record)
        {
            var size = ReadUInt32(record, 8, isBigEndian);
            if (size > MaxFrame) throw new InvalidDataException($"a frame says it has {size} bytes");
            var data = size == 0 ? [] : await reader.ReadAsync((int)size, cancellationToken) ?? throw new InvalidDataException("it ends before the end of a record");
            var time = DateTimeOffset.FromUnixTimeSeconds(ReadUInt32(record, 0, isBigEndian)).AddTicks(ReadUInt32(record, 4, isBigEndian) * ticksFactor / ticksDivisor);
            yield return new CapturedFrame(time, linkType, data);
        }
    }

    private static uint ReadUInt32(byte[] bytes, int at, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
