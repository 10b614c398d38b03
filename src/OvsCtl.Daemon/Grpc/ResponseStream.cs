using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using OvsCtl.Api.Grpc;

namespace OvsCtl.Daemon.Grpc;

/// <summary>The messages of a streamed answer. For one writer at a time.</summary>
internal sealed class ResponseStream<T>
    where T : class, IMessage<T>
{
    private readonly HttpResponse _response;
    private readonly CancellationToken _cancellationToken;

    public ResponseStream(HttpResponse response, CancellationToken cancellationToken)
    {
        _response = response;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Returns when the message is on its way; a client that reads slowly holds the writer back here.</summary>
    public async ValueTask WriteAsync(T message)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        GrpcFraming.Write(_response.BodyWriter, message);
        // The flush itself takes no token: Kestrel resets the stream when one is cancelled, and the status would be lost.
        var flush = _response.BodyWriter.FlushAsync(CancellationToken.None);
        if (flush.IsCompletedSuccessfully) return;
        await flush.AsTask().WaitAsync(_cancellationToken);
    }
}
