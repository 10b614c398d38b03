using System.Runtime.CompilerServices;
using System.Text;
using Google.Protobuf;
using OvsCtl.Netns;

namespace OvsCtl.Api.Grpc;

/// <summary>
/// Calls to one gRPC server over a unix socket: unary and server streaming. A call that fails throws <see cref="RpcException"/>;
/// a call whose token is cancelled throws <see cref="OperationCanceledException"/> and the server sees its stream reset.
/// </summary>
public sealed class GrpcChannel : IDisposable
{
    // The server ends a call at its deadline itself, with a status; the client waits this much longer for that before it says so on its own.
    private static readonly TimeSpan DeadlineGrace = TimeSpan.FromMilliseconds(200);

    private readonly string _socketPath;
    private readonly CancellationTokenSource _end = new();

    /// <summary>Does not connect: each call does.</summary>
    /// <exception cref="ArgumentException">The path is longer than a socket's may be (sun_path is 108 bytes).</exception>
    public GrpcChannel(string socketPath)
    {
        if (Encoding.UTF8.GetByteCount(socketPath) > UnixStreamSocket.LongestPath)
            throw new ArgumentException($"a socket's path has at most {UnixStreamSocket.LongestPath} bytes", nameof(socketPath));
        _socketPath = socketPath;
    }

    /// <summary>Calls the method at the path "/package.Service/Method"; its deadline is <c>timeout</c> from now, null for none.</summary>
    public Task<TReply> UnaryAsync<TReply>(
        string method, IMessage request, MessageParser<TReply> parser, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        where TReply : class, IMessage<TReply>
    {
        return BlockingAsync(
            () =>
            {
                using var call = new GrpcCall<TReply>(parser);
                using var deadline = Deadline(timeout, call.Abort, cancellationToken);
                return deadline.Guard(() =>
                {
                    call.Start(_socketPath, method, request, timeout);
                    var reply = call.Next() ?? throw new RpcException(GrpcStatusCode.Unimplemented, "no reply to a unary call");
                    return call.Next() is null ? reply : throw new RpcException(GrpcStatusCode.Unimplemented, "more than one reply to a unary call");
                });
            },
            cancellationToken);
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
        using var thread = new CallThread();
        using var call = new GrpcCall<TReply>(parser);
        using var deadline = Deadline(timeout, call.Abort, cancellationToken);
        var message = await thread.RunAsync(() => deadline.Guard<TReply?>(() =>
        {
            call.Start(_socketPath, method, request, timeout);
            return call.Next();
        }));
        while (message is not null)
        {
            yield return message;
            cancellationToken.ThrowIfCancellationRequested();
            message = call.TryTake() ?? await thread.RunAsync(() => deadline.Guard<TReply?>(call.Next));
        }
    }

    /// <summary>Ends the calls that are under way.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    /// <summary>On a thread of its own: threads of the pool that wait for an answer would be missed by whoever is to give it.</summary>
    private static Task<T> BlockingAsync<T>(Func<T> call, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(call, cancellationToken, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    private CallDeadline Deadline(TimeSpan? timeout, Action abort, CancellationToken cancellationToken) =>
        new(timeout is { } left ? left + DeadlineGrace : null, abort, _end.Token, cancellationToken);
}
