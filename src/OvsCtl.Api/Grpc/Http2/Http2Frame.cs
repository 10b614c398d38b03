using System.Buffers;
using System.Buffers.Binary;

namespace OvsCtl.Api.Grpc.Http2;

internal enum FrameType : byte
{
    Data = 0,
    Headers = 1,
    Priority = 2,
    RstStream = 3,
    Settings = 4,
    PushPromise = 5,
    Ping = 6,
    GoAway = 7,
    WindowUpdate = 8,
    Continuation = 9,
}

[Flags]
internal enum FrameFlags : byte
{
    None = 0,
    EndStream = 1, // of DATA and HEADERS; of SETTINGS and PING it says that they are an acknowledgement
    EndHeaders = 4,
    Padded = 8,
    HasPriority = 0x20,
}

/// <summary>The nine bytes before each frame's payload.</summary>
internal readonly record struct Http2Frame(FrameType Type, FrameFlags Flags, int StreamId, int Length)
{
    // RFC 9113 §4.1: length 3 bytes, type 1, flags 1, a reserved bit and the stream's id 4, all big endian
    public const int HeaderSize = 9;

    /// <summary>What both ends take unless told otherwise; we never say otherwise.</summary>
    public const int MaxLength = 16 * 1024;

    public static Http2Frame Read(ReadOnlySpan<byte> header) => new(
        (FrameType)header[3],
        (FrameFlags)header[4],
        (int)(BinaryPrimitives.ReadUInt32BigEndian(header[5..]) & 0x7fff_ffff),
        (header[0] << 16) | (header[1] << 8) | header[2]);

    public static void Write(IBufferWriter<byte> output, FrameType type, FrameFlags flags, int streamId, ReadOnlySpan<byte> payload)
    {
        var header = output.GetSpan(HeaderSize);
        BinaryPrimitives.WriteUInt32BigEndian(header, (uint)payload.Length << 8);
        (header[3], header[4]) = ((byte)type, (byte)flags);
        BinaryPrimitives.WriteInt32BigEndian(header[5..], streamId);
        output.Advance(HeaderSize);
        output.Write(payload);
    }

    public bool Has(FrameFlags flag) => (Flags & flag) != 0;
}
