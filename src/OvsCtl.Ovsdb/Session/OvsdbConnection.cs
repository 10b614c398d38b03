using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OvsCtl.Ovsdb;

/// <summary>
/// One connection to an OVSDB server (RFC 7047 §4). Open until the first failure or <see cref="DisposeAsync"/>, then closed for good: it does
/// not reconnect. Requests may be made from any thread and are sent in the order they were queued.
/// Cancelling a request stops the waiting, not the request: what was queued is still sent.
/// </summary>
public sealed partial class OvsdbConnection : IAsyncDisposable
{
    // Requests beyond this wait for the server to read; a bound only so that memory is bounded.
    private const int SendQueueCapacity = 256;

    // An echo is answered with its own bytes; a queue full of these is what a hostile peer can make us keep.
    private const int MaximumEchoSize = 64 * 1024;

    // Longer than a server takes for a transaction on a large bridge, or than passes between changes that come a thousand a second.
    private static readonly TimeSpan LongestLookout = TimeSpan.FromMilliseconds(2);

    // Who holds the only processor keeps the server from working on what is looked out for.
    private static readonly bool CanLookOut = Environment.ProcessorCount > 1;

    private readonly Stream _stream;
    private readonly string _endpoint;
    private readonly OvsdbConnectionOptions _options;
    private readonly ILogger _logger;
    private readonly JsonFramer _framer;
    private readonly Monitors _monitors = new();
    private readonly Locks _locks = new();
    private readonly ConcurrentDictionary<long, PendingRequest> _pending = new();
    private readonly Channel<byte[]> _sendQueue = Channel.CreateBounded<byte[]>(
        // A request goes to the socket on its caller's thread when the send loop is idle: one change of threads less.
        new BoundedChannelOptions(SendQueueCapacity) { SingleReader = true, AllowSynchronousContinuations = true });
    private readonly CancellationTokenSource _abort = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _run;
    private OvsdbException? _closeReason;
    private long _lastId;
    private long _lastReceived;

    private OvsdbConnection(Stream stream, string endpoint, OvsdbConnectionOptions options, ILogger logger)
    {
        _stream = stream;
        _endpoint = endpoint;
        _options = options;
        _logger = logger;
        _framer = new JsonFramer(options.MaximumMessageSize, OvsdbJson.MaximumDepth);
        _lastReceived = options.TimeProvider.GetTimestamp();
        Log.Connected(logger, endpoint);
        _run = RunAsync();
    }

    /// <summary>Completes, and never faults, once the connection is gone and every waiting request has failed.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Why the connection ended; null while it is open.</summary>
    public Exception? CloseReason => Volatile.Read(ref _closeReason);

    /// <summary>When something was last received, as a timestamp of the clock.</summary>
    internal long LastReceived => Volatile.Read(ref _lastReceived);

    /// <summary>Connects with the default options.</summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ConnectFailed"/>.</exception>
    public static Task<OvsdbConnection> ConnectAsync(OvsdbEndpoint endpoint, ILogger? logger = null, CancellationToken cancellationToken = default) =>
        ConnectAsync(endpoint, new OvsdbConnectionOptions(), logger, cancellationToken);

    /// <summary>Connects.</summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ConnectFailed"/>.</exception>
    public static async Task<OvsdbConnection> ConnectAsync(
        OvsdbEndpoint endpoint, OvsdbConnectionOptions options, ILogger? logger = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(options);
        var stream = await endpoint.ConnectAsync(options.Tls, cancellationToken).ConfigureAwait(false);
        return Start(stream, endpoint.ToString(), options, logger);
    }

    /// <summary>Closes the connection; requests that wait fail with <see cref="OvsdbErrorKind.ConnectionLost"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        Abort(new OvsdbException(OvsdbErrorKind.ConnectionLost, "this side closed the connection"));
        await _run.ConfigureAwait(false);
        _abort.Dispose();
    }

    internal static OvsdbConnection Start(Stream stream, string endpoint, OvsdbConnectionOptions options, ILogger? logger) =>
        new(stream, endpoint, options, logger ?? NullLogger.Instance);

    private async Task<T> RequestAsync<T>(
        string method, Action<OvsdbJsonWriter> writeParams, Func<ReadOnlyMemory<byte>, T> read, bool changesData, CancellationToken cancellationToken, Func<RowIntake?>? intake = null)
    {
        var id = Interlocked.Increment(ref _lastId);
        var request = JsonRpc.Request(id, method, writeParams);
        var pending = new PendingRequest<T>(method, read, changesData, _options.Continuations) { Intake = intake };
        _pending[id] = pending;
        var isQueued = false;
        try
        {
            await _sendQueue.Writer.WriteAsync(request, cancellationToken).ConfigureAwait(false);
            isQueued = true;
            return await pending.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            var lost = Lost();
            throw new OvsdbException(lost.Kind, $"{method}: {lost.Message}", lost);
        }
        catch (OperationCanceledException) when (isQueued && changesData)
        {
            // A full queue drops this: then the server is behind anyway, and nobody waits for the answer.
            _sendQueue.Writer.TryWrite(JsonRpc.Cancel(id));
            throw;
        }
        finally
        {
            _pending.TryRemove(id, out _);
        }
    }

    /// <summary>Runs the loops, each until the connection is aborted; then, alone, tells everybody who waits.</summary>
    private async Task RunAsync()
    {
        // The constructor goes on while this starts: nothing below may run before it is done.
        await Task.Yield();
        await Task.WhenAll(GuardAsync(ReceiveAsync), GuardAsync(SendAsync), GuardAsync(ProbeAsync)).ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);

        var lost = Lost();
        Log.Closed(_logger, _endpoint, lost.Message);
        _monitors.End(lost);
        _locks.End(lost);
        foreach (var pending in _pending.Values) pending.Fail(lost);
        _closed.TrySetResult();
    }

    private async Task GuardAsync(Func<CancellationToken, Task> loop)
    {
        try
        {
            await loop(_abort.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_abort.IsCancellationRequested)
        {
            // Another loop, or DisposeAsync, has ended the connection and said why.
        }
        catch (Exception e)
        {
            // Whatever ends a loop ends the connection: half a connection would leave callers waiting.
            Abort(e as OvsdbException ?? new OvsdbException(OvsdbErrorKind.ConnectionLost, e.Message, e));
        }
    }

    private void Abort(OvsdbException reason)
    {
        if (Interlocked.CompareExchange(ref _closeReason, reason, null) is not null) return;
        // Completed first: from here on no request can slip in behind RunAsync's back.
        _sendQueue.Writer.TryComplete();
        _abort.Cancel();
    }

    private OvsdbException Lost()
    {
        var reason = Volatile.Read(ref _closeReason);
        return new OvsdbException(OvsdbErrorKind.ConnectionLost, $"the connection to {_endpoint} was lost: {reason?.Message}", reason);
    }

    private Task ReceiveAsync(CancellationToken cancellationToken) => _stream is NetworkStream { Socket: var socket }
        ? Task.Factory.StartNew(() => ReceiveFrom(socket, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
        : ReceiveFromStreamAsync(cancellationToken);

    // A thread of its own that the kernel wakes, and not a pool's after an event loop's: two changes of threads less for each answer.
    private void ReceiveFrom(Socket socket, CancellationToken cancellationToken)
    {
        using var wake = cancellationToken.Register(() => Shut(socket));
        var isBusy = false;
        var last = Stopwatch.GetTimestamp();
        while (true)
        {
            if (!(_options.IsLatencyFirst && CanLookOut && IsInputSoon(socket, isBusy))) socket.Poll(Timeout.InfiniteTimeSpan, SelectMode.SelectRead);
            cancellationToken.ThrowIfCancellationRequested();
            var now = Stopwatch.GetTimestamp();
            isBusy = Stopwatch.GetElapsedTime(last, now) < LongestLookout;
            last = now;
            Received(socket.Receive(_framer.GetMemory().Span));
        }
    }

    // Looks out while an answer is awaited, or while much comes in anyway.
    private bool IsInputSoon(Socket socket, bool isBusy)
    {
        var start = Stopwatch.GetTimestamp();
        while ((isBusy || !_pending.IsEmpty) && Stopwatch.GetElapsedTime(start) < LongestLookout)
        {
            if (socket.Poll(TimeSpan.Zero, SelectMode.SelectRead)) return true;
        }

        return false;
    }

    // What waits for the socket sees its end at once.
    private static void Shut(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The peer has ended it before, with the same effect.
        }
    }

    private async Task ReceiveFromStreamAsync(CancellationToken cancellationToken)
    {
        while (true) Received(await _stream.ReadAsync(_framer.GetMemory(), cancellationToken).ConfigureAwait(false));
    }

    private void Received(int count)
    {
        if (count == 0) throw new OvsdbException(OvsdbErrorKind.ConnectionLost, "the server closed the connection");
        Volatile.Write(ref _lastReceived, _options.TimeProvider.GetTimestamp());
        _framer.Advance(count);
        do
        {
            while (_framer.TryRead(out var message)) Dispatch(message);
        }
        while (TakeRows());
    }

    // Parsing what has come while the server still sends the rest is what keeps up with it.
    // Returns whether there are bytes left that nobody has looked at.
    private bool TakeRows()
    {
        if (!_framer.TryPeekRows(out var rows)) return false;
        return JsonRpc.ReplyId(rows.Id.Span) is { } id && _pending.TryGetValue(id, out var pending) && pending.Intake?.Invoke() is { } intake && intake.Take(_framer, rows);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        await foreach (var message in _sendQueue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            await _stream.WriteAsync(message, cancellationToken).ConfigureAwait(false);
    }

    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        var clock = _options.TimeProvider;
        var start = clock.GetTimestamp();
        long Milliseconds(long timestamp) => (long)clock.GetElapsedTime(start, timestamp).TotalMilliseconds;
        var machine = new Reconnect(0) { ProbeInterval = ProbeMilliseconds(_options.ProbeInterval) };
        machine.Connected(0);
        // The receive loop never stops looking for input.
        machine.ReceiveAttempted(long.MaxValue);
        var seen = 0L;
        while (true)
        {
            var received = Volatile.Read(ref _lastReceived);
            if (received != seen) machine.Activity(Milliseconds(received));
            seen = received;
            var now = Milliseconds(clock.GetTimestamp());
            var action = machine.Run(now);
            if (action == ReconnectAction.Disconnect) throw new OvsdbException(OvsdbErrorKind.ConnectionLost, "the server does not answer an echo");
            if (action == ReconnectAction.Probe)
            {
                Log.Probing(_logger, _endpoint);
                // A full queue needs no probe: the requests in it will be answered, or this ends in a disconnect.
                _sendQueue.Writer.TryWrite(JsonRpc.Probe);
            }

            var timeout = machine.Timeout(now) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : Timeout.InfiniteTimeSpan;
            await Task.Delay(timeout, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static int ProbeMilliseconds(TimeSpan interval) => interval == Timeout.InfiniteTimeSpan ? 0 : (int)interval.TotalMilliseconds;

    private void Dispatch(JsonMessage message)
    {
        var id = message.Find("\"id\""u8);
        if (message.Find("\"method\""u8) is { } method) OnMethod(method, id, message.Find("\"params\""u8) ?? "[]"u8.ToArray());
        else if (id is not { } replyId) throw OvsdbException.Protocol("a message has neither \"method\" nor \"id\"");
        else if (JsonRpc.ReplyId(replyId.Span) is { } known && _pending.TryRemove(known, out var pending)) pending.Complete(message);
        else Log.UnknownReply(_logger, _endpoint);
    }

    private void OnMethod(ReadOnlyMemory<byte> method, ReadOnlyMemory<byte>? id, ReadOnlyMemory<byte> parameters)
    {
        var name = WithCursor(cursor => cursor.String())(method);
        switch (name)
        {
            case "update":
                Notify(parameters, _monitors.UpdatePlain);
                break;
            case "update2":
                Notify(parameters, _monitors.Update);
                break;
            case "update3":
                Notify(parameters, _monitors.UpdateSince);
                break;
            case "monitor_canceled":
                Notify(parameters, _monitors.Cancel);
                break;
            case "locked":
                Notify(parameters, cursor => _locks.Set(ReadName(cursor), isHeld: true));
                break;
            case "stolen":
                Notify(parameters, cursor => _locks.Set(ReadName(cursor), isHeld: false));
                break;
            case "echo" when id is { } echoId:
                if (parameters.Length + echoId.Length > MaximumEchoSize) throw OvsdbException.Protocol($"an echo has more than {MaximumEchoSize} bytes");
                // A full queue drops the answer: what is in the queue shows as well that this side lives.
                _sendQueue.Writer.TryWrite(JsonRpc.EchoReply(echoId.Span, parameters.Span));
                break;
            default:
                if (id is { Length: <= MaximumEchoSize } requestId && !JsonRpc.IsNull(id)) _sendQueue.Writer.TryWrite(JsonRpc.UnknownMethod(requestId.Span));
                else Log.UnknownNotification(_logger, _endpoint, name);
                break;
        }
    }

    private static void Notify(ReadOnlyMemory<byte> parameters, Action<JsonCursor> handle)
    {
        using var cursor = new JsonCursor(parameters);
        cursor.Expect(JsonToken.StartArray);
        handle(cursor);
    }

    private static Func<ReadOnlyMemory<byte>, T> WithCursor<T>(Func<JsonCursor, T> read) => json =>
    {
        using var cursor = new JsonCursor(json);
        return read(cursor);
    };
}
