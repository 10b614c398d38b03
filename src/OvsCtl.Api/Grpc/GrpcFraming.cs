using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;

namespace OvsCtl.Api.Grpc;

/// <summary>Length-prefixed messages, the body of both directions.</summary>
internal static class GrpcFraming
{
    // PROTOCOL-HTTP2.md, Length-Prefixed-Message:
    //   compressed flag  1 byte
    //   message length   4 bytes, big endian
    //   message          length bytes
    public const int HeaderSize = 5;

    public static void Write(IBufferWriter<byte> output, IMessage message)
    {
        var header = output.GetSpan(HeaderSize);
        header[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(header[1..], (uint)message.CalculateSize());
        output.Advance(HeaderSize);
        message.WriteTo(output);
    }

    /// <returns>The next message, or null at the clean end of the stream.</returns>
    /// <exception cref="RpcException">The peer's bytes are not a message, or the message is larger than <paramref name="maxSize"/> bytes.</exception>
    public static async ValueTask<T?> ReadAsync<T>(PipeReader input, MessageParser<T> parser, int maxSize, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            if (TryRead(ref buffer, parser, maxSize) is { } message)
            {
                input.AdvanceTo(buffer.Start);
                return message;
            }
            if (result.IsCompleted)
            {
                if (!buffer.IsEmpty) throw new RpcException(GrpcStatusCode.Internal, "the stream ended inside a message");
                input.AdvanceTo(buffer.End);
                return null;
            }
            input.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <returns>The first message, which the buffer then no longer has; null when it is not all there yet.</returns>
    /// <exception cref="RpcException">As for <see cref="ReadAsync"/>.</exception>
    public static T? TryRead<T>(ref ReadOnlySequence<byte> buffer, MessageParser<T> parser, int maxSize)
        where T : class, IMessage<T> => TryTake(ref buffer, maxSize, out var payload) ? Parse(parser, payload) : null;

    private static bool TryTake(ref ReadOnlySequence<byte> buffer, int maxSize, out ReadOnlySequence<byte> payload)
    {
        payload = default;
        if (buffer.Length < HeaderSize) return false;
        Span<byte> header = stackalloc byte[HeaderSize];
        buffer.Slice(0, HeaderSize).CopyTo(header);
        if (header[0] != 0)
            throw new RpcException(GrpcStatusCode.Unimplemented, "compressed messages are not supported");
        var size = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        // Checked before the bytes are waited for: the length is the peer's word.
        if (size > (uint)maxSize)
            throw new RpcException(GrpcStatusCode.ResourceExhausted, $"a message of {size} bytes is over the limit of {maxSize}");
        if (buffer.Length < HeaderSize + size) return false;
        payload = buffer.Slice(HeaderSize, size);
        buffer = buffer.Slice(HeaderSize + size);
        return true;
    }

    private static T Parse<T>(MessageParser<T> parser, ReadOnlySequence<byte> payload)
        where T : class, IMessage<T>
    {
        try
        {
            return parser.ParseFrom(payload);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new RpcException(GrpcStatusCode.Internal, $"cannot parse a {typeof(T).Name}: {e.Message}", e);
        }
    }
}
