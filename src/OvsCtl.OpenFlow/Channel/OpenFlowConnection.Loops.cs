using System.Buffers;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OvsCtl.OpenFlow;

/// <content>
/// What runs: a receive loop and the liveness check, from the HELLO until the first of them or a write fails. The first failure is
/// the reason; it ends the others and fails whatever waits.
/// </content>
public sealed partial class OpenFlowConnection
{
    // How much more than callers' messages the answers of the receive loop may wait: see SendBuffer.
    private const int AnswerReserve = 128 * 1024;

    // Answers may be many times as large as what they answer: they go before they are too many.
    private const int MaxAnswersAtOnce = 64 * 1024;

    private const int MaxReadsAtOnce = 16;

    private static readonly OpenFlowDisconnectedException s_disposed = new("This end closed the connection.");

    private readonly Stream _stream;
    private readonly ReceiveBuffer _input;
    private readonly Liveness _liveness;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FrameWriter _answers = new();
    private ISwitchHandler? _handler;
    private Task? _loops;
    private Exception? _abortReason;
    private int _isDisposed;

    private OpenFlowConnection(Stream stream, OpenFlowConnectionOptions options, ILogger logger)
    {
        _stream = stream;
        _options = options;
        _logger = logger;
        _input = new ReceiveBuffer(stream, options.BusyPoll);
        _pending = new PendingRequests(options.MaxReplySize);
        _liveness = new Liveness(options.EchoIdle, options.EchoTimeout, Now());
        _output = new SendBuffer(stream, isEchoRequest => _liveness.Wrote(Now(), isEchoRequest), AbortOnFailure, _stopping.Token);
        _events = Channel.CreateBounded<OpenFlowMessage>(
            new BoundedChannelOptions(options.EventCapacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleWriter = true },
            _ => Interlocked.Increment(ref _droppedCount));
    }

    /// <summary>Closes the connection and says why: <see cref="CloseReason"/> and the log repeat it. What is queued but not yet sent is lost.</summary>
    /// <param name="reason">A sentence.</param>
    public ValueTask CloseAsync(string reason)
    {
        Abort(new OpenFlowDisconnectedException(reason));
        return DisposeAsync();
    }

    /// <summary>Closes the connection. What is queued but not yet sent is lost: wait for a barrier first if it matters.</summary>
    public async ValueTask DisposeAsync()
    {
        Abort(s_disposed);
        if (_loops is not null) await _loops.ConfigureAwait(false);
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0) return;
        await _stream.DisposeAsync().ConfigureAwait(false);
        _closed.TrySetResult();
    }

    private TimeSpan Now() => _options.TimeProvider.GetElapsedTime(0);

    private void StartLoops() => _loops = RunLoopsAsync();

    private async Task RunLoopsAsync()
    {
        var ct = _stopping.Token;
        var watch = _options.EchoIdle == Timeout.InfiniteTimeSpan ? Task.CompletedTask : AbortOnFailureAsync(WatchAsync(ct));
        await AbortOnFailureAsync(ReceiveAsync(ct)).ConfigureAwait(false);
        await watch.ConfigureAwait(false);
        await _output.Writer.ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
        if (_features is not null) Log.Disconnected(_logger, Features.DatapathId, (_abortReason ?? s_disposed).Message);
        _closed.TrySetResult();
    }

    private async Task AbortOnFailureAsync(Task loop)
    {
        try
        {
            await loop.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            AbortOnFailure(e);
        }
    }

    private void AbortOnFailure(Exception failure)
    {
        switch (failure)
        {
            case OperationCanceledException or ChannelClosedException when _stopping.IsCancellationRequested:
                // Something else failed first, or this end closed: the reason is already there.
                break;
            case IOException or ObjectDisposedException:
                Abort(new OpenFlowDisconnectedException("The connection broke.", failure));
                break;
            default:
                // Of this library's own kind, or a defect; whoever waits must hear of it rather than wait for ever.
                Abort(failure);
                break;
        }
    }

    private void Abort(Exception reason)
    {
        if (Interlocked.CompareExchange(ref _abortReason, reason, null) is not null) return;
        _output.Complete();
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
            await _output.AppendAsync(bytes, _options.SendLimit, ct).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw Disconnected();
        }
    }

    private async Task ReceiveAsync(CancellationToken ct)
    {
        // What came together with the HELLO is already here.
        var readsAtOnce = 0;
        while (true)
        {
            while (TryReadFrame(_input.Unread, out var frame))
            {
                Dispatch(frame);
                _input.Advance(frame.Length);
                if (_answers.Size > MaxAnswersAtOnce) await SendAnswersAsync(ct).ConfigureAwait(false);
            }

            if (_answers.Size > 0) await SendAnswersAsync(ct).ConfigureAwait(false);
            var fill = _input.FillAsync(ct);
            readsAtOnce = fill.IsCompleted ? readsAtOnce + 1 : 0;
            var isOpen = await fill.ConfigureAwait(false);
            if (!isOpen) throw new OpenFlowDisconnectedException(_input.Unread.IsEmpty ? "The switch closed the connection." : "The switch hung up in the middle of a message.");
            _liveness.Received(Now());
            if (readsAtOnce < MaxReadsAtOnce) continue;

            // A switch that always has more to say must leave the thread to the others now and then.
            readsAtOnce = 0;
            await Task.Yield();
        }
    }

    private async ValueTask SendAnswersAsync(CancellationToken ct)
    {
        await _output.AppendAsync(_answers.WrittenMemory, _options.SendLimit + AnswerReserve, ct).ConfigureAwait(false);
        _answers.Clear();
    }

    private static bool TryReadFrame(ReadOnlyMemory<byte> buffer, out ReadOnlyMemory<byte> frame)
    {
        frame = default;
        if (!MessageHeader.TryPeek(buffer.Span, out var header)) return false;

        // Before its end has come: a version that was not negotiated means that the length may be anything, too.
        if (header.Version != OpenFlowMessage.Version13)
            throw new OpenFlowProtocolException($"The switch sent a message of version 0x{header.Version:x2} after agreeing on 0x04.");
        if (header.Length < MessageHeader.Size)
            throw new OpenFlowProtocolException($"A message says it has {header.Length} bytes; its header alone has {MessageHeader.Size}.");
        if (buffer.Length < header.Length) return false;
        frame = buffer[..header.Length];
        return true;
    }

    private void Dispatch(ReadOnlyMemory<byte> frame)
    {
        // These come by the thousand: no record is made of them.
        var bytes = frame.Span;
        switch ((MessageType)bytes[1])
        {
            case MessageType.EchoRequest:
                var reply = _answers.Append(bytes.Length);
                bytes.CopyTo(reply);
                reply[1] = (byte)MessageType.EchoReply;
                return;
            case MessageType.PacketIn when _handler is not null:
                _handler.OnPacketIn(PacketInView.Read(bytes), _answers);
                return;
            case MessageType.MultipartReply when MessageHeader.TryPeek(bytes, out var header) && _pending.TryAcceptRaw(bytes, header.Xid):
                return;
        }

        var sequence = new ReadOnlySequence<byte>(frame);
        if (OpenFlowCodec.TryRead(ref sequence, out var message)) Dispatch(message, frame.Length);
    }

    private void Dispatch(OpenFlowMessage message, int size)
    {
        switch (message)
        {
            case PacketIn or PortStatus or FlowRemoved:
                HandOut(message);
                break;
            case ErrorMessage { Type: ErrorMessage.OFPET_HELLO_FAILED } error:
                throw new OpenFlowErrorException(error);
            case FeaturesReply features when _features is not null && (features.DatapathId, features.AuxiliaryId) != (_features.DatapathId, _features.AuxiliaryId):
                throw new OpenFlowProtocolException($"The switch said it was datapath {Features.DatapathId}, now it says it is {features.DatapathId}.");
            case FeaturesReply features when _features is null && _pending.IsAwaited(features.Xid):
                // Before whoever awaits the reply hears of it, and before the packet-in behind it comes.
                Introduce(features);
                _pending.TryAccept(features, size);
                break;
            default:
                if (_pending.TryAccept(message, size)) break;
                if (message is ErrorMessage or RawMessage or ExperimenterMessage or FlowMonitorReply) HandOut(message);
                else if (message is not (EchoReply or Hello)) Log.UnexpectedReply(_logger, message.MessageType, message.Xid);
                break;
        }
    }

    private void Introduce(FeaturesReply features)
    {
        _features = features;
        _handler = _options.Handler?.Invoke(features);
        Log.Connected(_logger, features.DatapathId);
        _handler?.OnConnected(_answers);
    }

    private void HandOut(OpenFlowMessage message)
    {
        if (_handler is not null) _handler.OnMessage(message, _answers);
        else _events.Writer.TryWrite(message);
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
                    _output.AppendEchoRequest(Encode(new EchoRequest(), _pending.TakeXid()));
                    break;
            }

            var wait = next - Now();
            if (wait > TimeSpan.Zero) await Task.Delay(wait, _options.TimeProvider, ct).ConfigureAwait(false);
        }
    }
}
