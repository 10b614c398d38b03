using System.Buffers;
using Google.Protobuf;
using OvsCtl.Api.Grpc.Http2;

namespace OvsCtl.Api.Grpc;

/// <summary>One call and the messages of its answer. For one caller at a time; its methods block.</summary>
internal sealed class GrpcCall<TReply> : IDisposable
    where TReply : class, IMessage<TReply>
{
    private const int MaxReplySize = 64 << 20;

    private readonly Http2Call _call = new();
    private readonly ArrayBufferWriter<byte> _body = new();
    private readonly MessageParser<TReply> _parser;
    private int _taken;

    public GrpcCall(MessageParser<TReply> parser) => _parser = parser;

    /// <summary>Sends the request; returns when the answer begins.</summary>
    /// <exception cref="RpcException">The call could not be made, or the answer is an error already.</exception>
    public void Start(string socketPath, string method, IMessage request, TimeSpan? timeout)
    {
        var headers = new ArrayBufferWriter<byte>();
        HpackEncoder.Known(headers, HpackStaticTable.MethodPost);
        HpackEncoder.Known(headers, HpackStaticTable.SchemeHttp);
        HpackEncoder.KnownName(headers, HpackStaticTable.Path, method);
        HpackEncoder.KnownName(headers, HpackStaticTable.Authority, "localhost");
        // PROTOCOL-HTTP2.md: "te: trailers" shows that nothing on the way drops them.
        HpackEncoder.Literal(headers, "te", "trailers");
        if (timeout is { } left) HpackEncoder.Literal(headers, GrpcHeaders.Timeout, GrpcTimeout.Format(left));
        HpackEncoder.KnownName(headers, HpackStaticTable.ContentType, GrpcHeaders.ContentType);
        var body = new ArrayBufferWriter<byte>();
        GrpcFraming.Write(body, request);
        Translated(() => _call.Start(socketPath, headers.WrittenSpan, body.WrittenSpan, _body));
        GrpcReplyStatus.ThrowUnlessStarted(_call.Headers ?? throw new RpcException(GrpcStatusCode.Internal, "an answer without headers"));
    }

    /// <summary>The next message if all of it has come already.</summary>
    public TReply? TryTake()
    {
        var left = new ReadOnlySequence<byte>(_body.WrittenMemory[_taken..]);
        var before = left.Length;
        var message = GrpcFraming.TryRead(ref left, _parser, MaxReplySize);
        _taken += (int)(before - left.Length);
        if (_taken == _body.WrittenCount)
        {
            _body.ResetWrittenCount();
            _taken = 0;
        }

        return message;
    }

    /// <returns>The next message; null at the clean end of the stream.</returns>
    /// <exception cref="RpcException">The call failed, here or there.</exception>
    public TReply? Next()
    {
        while (true)
        {
            if (TryTake() is { } message) return message;
            if (_call.IsEnded)
            {
                if (_body.WrittenCount > 0) throw new RpcException(GrpcStatusCode.Internal, "the stream ended inside a message");
                GrpcReplyStatus.ThrowUnlessOk(_call.Trailers);
                return null;
            }

            Translated(() => _call.Process(_body));
        }
    }

    /// <summary>Ends whatever blocks; may be called from any thread.</summary>
    public void Abort() => _call.Abort();

    public void Dispose() => _call.Dispose();

    private static void Translated(Action step)
    {
        try
        {
            step();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or Http2ResetException)
        {
            throw ConnectionFailure.ToRpcException(e);
        }
    }
}
