using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OvsCtl.OpenFlow;

/// <content>
/// What runs: a receive loop, a send loop and the liveness check, from the HELLO until the first of them fails. The first failure
/// is the reason; it ends the others and fails whatever waits.
/// </content>
public sealed partial class OpenFlowConnection
{
    private static readonly OpenFlowDisconnectedException s_disposed = new("This end closed the connection.");

    private readonly Stream _stream;
    private readonly PipeReader _input;
    private readonly Liveness _liveness;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _loops;
    private Exception? _abortReason;
    private int _isDisposed;

    private OpenFlowConnection(Stream stream, OpenFlowConnectionOptions options, ILogger logger)
    {
        _stream = stream;
        _options = options;
        _logger = logger;
        _input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        _pending = new PendingRequests(options.MaxReplySize);
        _sendQueue = new SendQueue(options.SendCapacity);
        _liveness = new Liveness(options.EchoIdle, options.EchoTimeout, Now());
        _events = Channel.CreateBounded<OpenFlowMessage>(
            new BoundedChannelOptions(options.EventCapacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleWriter = true },
            _ => Interlocked.Increment(ref _droppedCount));
    }

    /// <summary>Closes the connection. What is queued but not yet sent is lost: wait for a barrier first if it matters.</summary>
    public async ValueTask DisposeAsync()
    {
        Abort(s_disposed);
        if (_loops is not null) await _loops.ConfigureAwait(false);
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0) return;
        await _input.CompleteAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
        _closed.TrySetResult();
    }

    private TimeSpan Now() => _options.TimeProvider.GetElapsedTime(0);

    private void StartLoops() => _loops = RunLoopsAsync();

    private async Task RunLoopsAsync()
    {
        var ct = _stopping.Token;
        var loops = new List<Task> { AbortOnFailureAsync(ReceiveAsync(ct)), AbortOnFailureAsync(SendQueuedAsync(ct)) };
        if (_options.EchoIdle != Timeout.InfiniteTimeSpan) loops.Add(AbortOnFailureAsync(WatchAsync(ct)));
        await Task.WhenAll(loops).ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
        Log.Disconnected(_logger, Features.DatapathId, (_abortReason ?? s_disposed).Message);
        _closed.TrySetResult();
    }

    private async Task AbortOnFailureAsync(Task loop)
    {
        try
        {
            await loop.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Another loop failed first, or this end closed: the reason is already there.
        }
        catch (OpenFlowException e)
        {
            Abort(e);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Abort(new OpenFlowDisconnectedException("The connection broke.", e));
        }
        catch (Exception e)
        {
            // A defect of this library; whoever waits must hear of it rather than wait for ever.
            Abort(e);
        }
    }

    private void Abort(Exception reason)
    {
        if (Interlocked.CompareExchange(ref _abortReason, reason, null) is not null) return;
        _sendQueue.Complete();
        _stopping.Cancel();
        _pending.FailAll(Disconnected());
        _events.Writer.TryComplete();
    }

    private OpenFlowDisconnectedException Disconnected() =>
        _abortReason switch
        {
            OpenFlowDisconnectedException e => new OpenFlowDisconnectedException(e.Message, e.InnerException),
            { } e => new OpenFlowDisconnectedException("The connection was closed: " + e.Message, e),
            null => s_disposed,
        };

    private async ValueTask EnqueueAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _stopping.Token);
            await _sendQueue.EnqueueAsync(bytes, either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ChannelClosedException || (e is OperationCanceledException && _stopping.IsCancellationRequested))
        {
            throw Disconnected();
        }
    }

    private async Task ReceiveAsync(CancellationToken ct)
    {
        while (true)
        {
            var result = await _input.ReadAsync(ct).ConfigureAwait(false);
            var buffer = result.Buffer;
            _liveness.Received(Now());
            while (TryReadMessage(ref buffer, out var message, out var size)) await DispatchAsync(message, size, ct).ConfigureAwait(false);
            var isTruncated = !buffer.IsEmpty;
            _input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
                throw new OpenFlowDisconnectedException(isTruncated ? "The switch hung up in the middle of a message." : "The switch closed the connection.");
        }
    }

    private static bool TryReadMessage(ref ReadOnlySequence<byte> buffer, out OpenFlowMessage message, out int size)
    {
        // Before its end has come: a version that was not negotiated means that the length may be anything, too.
        if (MessageHeader.TryPeek(buffer, out var header) && header.Version != OpenFlowMessage.Version13)
            throw new OpenFlowProtocolException($"The switch sent a message of version 0x{header.Version:x2} after agreeing on 0x04.");
        size = header.Length;
        return OpenFlowCodec.TryRead(ref buffer, out message);
    }

    private async ValueTask DispatchAsync(OpenFlowMessage message, int size, CancellationToken ct)
    {
        switch (message)
        {
            case EchoRequest echo:
                await _sendQueue.EnqueueEchoReplyAsync(Encode(new EchoReply(echo.Data), echo.Xid), ct).ConfigureAwait(false);
                break;
            case PacketIn or PortStatus or FlowRemoved:
                _events.Writer.TryWrite(message);
                break;
            case ErrorMessage { Type: ErrorMessage.OFPET_HELLO_FAILED } error:
                throw new OpenFlowErrorException(error);
            default:
                if (_pending.TryAccept(message, size)) break;
                if (message is ErrorMessage or RawMessage) _events.Writer.TryWrite(message);
                else if (message is not (EchoReply or Hello)) Log.UnexpectedReply(_logger, message.MessageType, message.Xid);
                break;
        }
    }

    private async Task SendQueuedAsync(CancellationToken ct)
    {
        // One write takes whatever waits, up to a chunk: many small messages cost one system call.
        var chunk = new ArrayBufferWriter<byte>(2 * SendChunkSize);
        while (await _sendQueue.Frames.WaitToReadAsync(ct).ConfigureAwait(false))
        {
            var hasEcho = false;
            while (chunk.WrittenCount < SendChunkSize && _sendQueue.Frames.TryRead(out var frame))
            {
                chunk.Write(frame.Bytes.Span);
                hasEcho |= frame.Kind == SendQueue.FrameKind.EchoRequest;
                _sendQueue.Release(frame);
            }

            await _stream.WriteAsync(chunk.WrittenMemory, ct).ConfigureAwait(false);
            await _stream.FlushAsync(ct).ConfigureAwait(false);
            _liveness.Wrote(Now(), hasEcho);
            chunk.ResetWrittenCount();
        }
    }

    private async Task WatchAsync(CancellationToken ct)
    {
        while (true)
        {
            switch (_liveness.Check(Now(), out var next))
            {
                case Liveness.Verdict.Dead:
                    throw new OpenFlowDisconnectedException($"The switch gave no sign of life for {_options.EchoIdle + _options.EchoTimeout}.");
                case Liveness.Verdict.SendEcho:
                    _sendQueue.TryEnqueueEchoRequest(Encode(new EchoRequest(), _pending.TakeXid()));
                    break;
            }

            var wait = next - Now();
            if (wait > TimeSpan.Zero) await Task.Delay(wait, _options.TimeProvider, ct).ConfigureAwait(false);
        }
    }
}
