using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Switches;

/// <summary>
/// A flow table as the switch sends it, over a connection to the bridge's management socket that is there for nothing else: a slow
/// reader holds up the switch's answer, not our controlling, and no more than one message is ever in memory.
/// </summary>
public static class FlowDump
{
    private const ushort OFPMPF_REPLY_MORE = 1;
    private const int HeaderSize = 8;
    private const int FlagsOffset = 10; // header:8 type:2 flags:2

    /// <summary>The request's transaction id, ovs-ofctl's own: it shows in the text of the answer.</summary>
    private static readonly Xid s_xid = new(2);

    /// <returns>OFPMP_FLOW replies with their headers; of at most 64 KiB.</returns>
    /// <exception cref="OvsUnavailableException">The socket does not answer, or not in OpenFlow 1.3.</exception>
    /// <exception cref="OpenFlowException">The switch refused, or broke the protocol.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(string path, FlowStatsRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await ConnectAsync(socket, path, ct).ConfigureAwait(false);
        using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Bytes(Hello.For(OpenFlowMessage.Version13)), ct).ConfigureAwait(false);
        var input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 128 * 1024));
        try
        {
            if (OpenFlowMessageOf(await ReadFrameAsync(input, path, ct).ConfigureAwait(false)) is not Hello hello || !hello.Negotiates(OpenFlowMessage.Version13))
                throw new OvsUnavailableException($"the switch speaks no OpenFlow 1.3 on {path}; 'ovs-vsctl set bridge … protocols=OpenFlow13' lets it");
            await stream.WriteAsync(Bytes(request with { Xid = s_xid }), ct).ConfigureAwait(false);
            for (var hasMore = true; hasMore;)
            {
                var frame = await ReadFrameAsync(input, path, ct).ConfigureAwait(false);
                switch ((MessageType)frame.Span[1])
                {
                    case MessageType.MultipartReply when frame.Length >= FlagsOffset + 2:
                        hasMore = (BinaryPrimitives.ReadUInt16BigEndian(frame.Span[FlagsOffset..]) & OFPMPF_REPLY_MORE) != 0;
                        yield return frame;
                        break;
                    case MessageType.Error when OpenFlowMessageOf(frame) is ErrorMessage error:
                        throw new OpenFlowErrorException(error);
                    case MessageType.EchoRequest:
                        var reply = frame.ToArray();
                        reply[1] = (byte)MessageType.EchoReply;
                        await stream.WriteAsync(reply, ct).ConfigureAwait(false);
                        break;
                }
            }
        }
        finally
        {
            await input.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static async Task ConnectAsync(Socket socket, string path, CancellationToken ct)
    {
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw new OvsUnavailableException($"the bridge cannot be read over {path}: {e.Message}", e);
        }
    }

    /// <summary>The next message whole; what was read before is let go.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>> ReadFrameAsync(PipeReader input, string path, CancellationToken ct)
    {
        while (true)
        {
            var result = await ReadAsync(input, path, ct).ConfigureAwait(false);
            var buffer = result.Buffer;
            if (TryTake(buffer, out var frame))
            {
                input.AdvanceTo(buffer.GetPosition(frame.Length));
                return frame;
            }

            input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted) throw new OvsUnavailableException($"the switch hung up on {path}");
        }
    }

    private static async ValueTask<ReadResult> ReadAsync(PipeReader input, string path, CancellationToken ct)
    {
        try
        {
            return await input.ReadAsync(ct).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new OvsUnavailableException($"the switch hung up on {path}: {e.Message}", e);
        }
    }

    private static bool TryTake(ReadOnlySequence<byte> buffer, out ReadOnlyMemory<byte> frame)
    {
        frame = default;
        if (buffer.Length < HeaderSize) return false;
        Span<byte> header = stackalloc byte[HeaderSize];
        buffer.Slice(0, HeaderSize).CopyTo(header);
        var length = BinaryPrimitives.ReadUInt16BigEndian(header[2..]);
        if (length < HeaderSize) throw new OpenFlowProtocolException($"A message says it has {length} bytes; its header alone has {HeaderSize}.");
        if (buffer.Length < length) return false;
        frame = buffer.Slice(0, length).ToArray();
        return true;
    }

    private static OpenFlowMessage? OpenFlowMessageOf(ReadOnlyMemory<byte> frame)
    {
        var sequence = new ReadOnlySequence<byte>(frame);
        return OpenFlowCodec.TryRead(ref sequence, out var message) ? message : null;
    }

    private static byte[] Bytes(OpenFlowMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        OpenFlowCodec.Write(output, message);
        return output.WrittenSpan.ToArray();
    }
}
