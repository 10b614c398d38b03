using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace OvsCtl.Api.Grpc;

/// <summary>The body of a call with one request: one framed message.</summary>
internal sealed class GrpcRequestContent : HttpContent
{
    private readonly ArrayBufferWriter<byte> _frame;

    public GrpcRequestContent(IMessage request)
    {
        _frame = new ArrayBufferWriter<byte>(request.CalculateSize() + GrpcFraming.HeaderSize);
        GrpcFraming.Write(_frame, request);
        Headers.ContentType = new MediaTypeHeaderValue(GrpcHeaders.ContentType);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        stream.WriteAsync(_frame.WrittenMemory).AsTask();

    // A gRPC request carries no content-length: its end is the end of the stream.
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
