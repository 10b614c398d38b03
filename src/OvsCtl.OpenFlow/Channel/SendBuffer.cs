using System.Threading.Channels;

namespace OvsCtl.OpenFlow;

/// <summary>
/// Encoded messages on their way out. Whoever finds nobody writing writes, straight away and with what others append meanwhile:
/// no hop to another thread, and many small messages cost one system call. Each appender says how much may already wait, and waits
/// itself while it is more: callers less than the receive loop, which must get its answers in while the callers' line is full. If
/// it had to wait behind them while the switch waits for us to read, neither would move again.
/// </summary>
internal sealed class SendBuffer(Stream stream, Action<bool> wrote, Action<Exception> failed, CancellationToken stopping)
{
    // Few writes, but small enough that the liveness check sees progress.
    private const int SliceSize = 64 * 1024;

    private readonly Lock _lock = new();
    private FrameWriter _filling = new();
    private FrameWriter _writing = new();
    private bool _isWriting;
    private bool _isComplete;
    private TaskCompletionSource? _room;
    private long _appendedSize;
    private long _writtenSize;
    private long _echoEnd = long.MaxValue;

    /// <summary>The write under way, or the last one. Never faulted.</summary>
    public Task Writer { get; private set; } = Task.CompletedTask;

    /// <param name="bytes">Whole messages.</param>
    /// <param name="limit">While more bytes than this wait, this waits too.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="ChannelClosedException">The connection is closed.</exception>
    public ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, int limit, CancellationToken ct)
    {
        if (TryAppend(bytes.Span, limit, isEchoRequest: false)) return default;
        return AppendWhenThereIsRoomAsync(bytes, limit, ct);
    }

    /// <summary>For the liveness check, which has at most one on its way.</summary>
    public void AppendEchoRequest(ReadOnlySpan<byte> bytes) => TryAppend(bytes, int.MaxValue, isEchoRequest: true);

    public void Complete()
    {
        lock (_lock)
        {
            _isComplete = true;
            _room?.TrySetResult();
        }
    }

    private async ValueTask AppendWhenThereIsRoomAsync(ReadOnlyMemory<byte> bytes, int limit, CancellationToken ct)
    {
        do
        {
            await RoomAsync(limit).WaitAsync(ct).ConfigureAwait(false);
        }
        while (!TryAppend(bytes.Span, limit, isEchoRequest: false));
    }

    private Task RoomAsync(int limit)
    {
        lock (_lock)
        {
            if (_isComplete || _filling.Size <= limit) return Task.CompletedTask;
            return (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private bool TryAppend(ReadOnlySpan<byte> bytes, int limit, bool isEchoRequest)
    {
        lock (_lock)
        {
            if (_isComplete) throw new ChannelClosedException();
            if (_filling.Size > limit) return false;
            _filling.Append(bytes);
            _appendedSize += bytes.Length;
            if (isEchoRequest) _echoEnd = _appendedSize;
            if (_isWriting) return true;
            _isWriting = true;
        }

        Writer = WriteAsync();
        return true;
    }

    private async Task WriteAsync()
    {
        try
        {
            while (TakeFilled())
            {
                for (var rest = _writing.WrittenMemory; !rest.IsEmpty;)
                {
                    var slice = rest[..Math.Min(rest.Length, SliceSize)];
                    await stream.WriteAsync(slice, stopping).ConfigureAwait(false);
                    await stream.FlushAsync(stopping).ConfigureAwait(false);
                    rest = rest[slice.Length..];
                    _writtenSize += slice.Length;
                    NoteProgress();
                }
            }
        }
        catch (Exception e)
        {
            failed(e);
        }
    }

    private bool TakeFilled()
    {
        lock (_lock)
        {
            if (_filling.Size == 0)
            {
                _writing.Clear();
                _isWriting = false;
                return false;
            }

            (_filling, _writing) = (_writing, _filling);
            _filling.Clear();
            _room?.TrySetResult();
            _room = null;
            return true;
        }
    }

    private void NoteProgress()
    {
        var hasEcho = _writtenSize >= Interlocked.Read(ref _echoEnd);
        if (hasEcho) Interlocked.Exchange(ref _echoEnd, long.MaxValue);
        wrote(hasEcho);
    }
}
