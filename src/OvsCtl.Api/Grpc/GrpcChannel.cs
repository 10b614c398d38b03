using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace OvsCtl.Api.Grpc;

/// <summary>
/// Calls to one gRPC server over a unix socket: unary and server streaming. A call that fails throws <see cref="RpcException"/>;
/// a call whose token is cancelled throws <see cref="OperationCanceledException"/> and the server sees its stream reset.
/// </summary>
public sealed class GrpcChannel : IDisposable
{
    private const int MaxReplySize = 64 << 20;
    private const int ReadBufferSize = 16 * 1024;

    // The server ends a call at its deadline itself, with a status; the client waits this much longer for that before it says so on its own.
    private static readonly TimeSpan DeadlineGrace = TimeSpan.FromMilliseconds(200);

    private readonly HttpMessageInvoker _http;

    /// <summary>Does not connect yet: the first call does.</summary>
    public GrpcChannel(string socketPath) => _http = new HttpMessageInvoker(UnixSocketHandler.Create(socketPath));

    /// <summary>Calls the method at the path "/package.Service/Method"; its deadline is <c>timeout</c> from now, null for none.</summary>
    public async Task<TReply> UnaryAsync<TReply>(
        string method, IMessage request, MessageParser<TReply> parser, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        where TReply : class, IMessage<TReply>
    {
        TReply? reply = null;
        await foreach (var message in ServerStreamAsync(method, request, parser, timeout, cancellationToken))
        {
            if (reply is not null) throw new RpcException(GrpcStatusCode.Unimplemented, "more than one reply to a unary call");
            reply = message;
        }
        return reply ?? throw new RpcException(GrpcStatusCode.Unimplemented, "no reply to a unary call");
    }

    /// <inheritdoc cref="UnaryAsync"/>
    public async IAsyncEnumerable<TReply> ServerStreamAsync<TReply>(
        string method,
        IMessage request,
        MessageParser<TReply> parser,
        TimeSpan? timeout = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TReply : class, IMessage<TReply>
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (timeout is { } left) deadline.CancelAfter(left + DeadlineGrace);
        using var call = Request(method, request, timeout);
        using var response = await TranslatedAsync(SendAsync(call, deadline.Token), cancellationToken, deadline.Token);
        GrpcReplyStatus.ThrowUnlessStarted(response);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var body = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: ReadBufferSize));
        try
        {
            while (await TranslatedAsync(GrpcFraming.ReadAsync(body, parser, MaxReplySize, deadline.Token), cancellationToken, deadline.Token) is { } message)
                yield return message;
            GrpcReplyStatus.ThrowUnlessOk(response.TrailingHeaders);
        }
        finally
        {
            // Closing a stream that is not at its end resets it: that is how the server learns that nobody listens.
            await body.CompleteAsync();
        }
    }

    public void Dispose() => _http.Dispose();

    private ValueTask<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        new(_http.SendAsync(request, cancellationToken));

    private static HttpRequestMessage Request(string method, IMessage message, TimeSpan? timeout)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("http://localhost" + method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new GrpcRequestContent(message),
        };
        // PROTOCOL-HTTP2.md: "te: trailers" shows that nothing on the way drops them.
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        if (timeout is { } left) request.Headers.TryAddWithoutValidation(GrpcHeaders.Timeout, GrpcTimeout.Format(left));
        return request;
    }

    private static async ValueTask<T> TranslatedAsync<T>(ValueTask<T> task, CancellationToken caller, CancellationToken deadline)
    {
        try
        {
            return await task;
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException)
        {
            caller.ThrowIfCancellationRequested();
            if (deadline.IsCancellationRequested) throw new RpcException(GrpcStatusCode.DeadlineExceeded, "deadline exceeded", e);
            throw ConnectionFailure.ToRpcException(e);
        }
    }
}
