using System.Threading.Channels;

namespace OvsCtl.Controller.Labs;

/// <summary>
/// The one owner of a lab: what changes it runs here, one piece of work after the other. "Look again" is a flag, not a queue: many events make
/// one look, after which the loop rests in proportion to what it cost. Work that somebody waits for goes before: it cancels a look under way.
/// </summary>
internal sealed class LabLoop : IAsyncDisposable
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RestAfterWork = TimeSpan.FromMilliseconds(200);

    private readonly Channel<Func<Task>> _work = Channel.CreateUnbounded<Func<Task>>(new UnboundedChannelOptions { SingleReader = true }); // bounded by the callers: each waits for its own
    private readonly Func<TimeSpan, CancellationToken, Task<TimeSpan>> _look;
    private readonly TimeProvider _time;
    private readonly ITimer _rest;
    private readonly ITimer _retry;
    private readonly Task _loop;
    private volatile CancellationTokenSource? _looking;
    private long _dirtySince; // a timestamp; 0 when nothing is to be looked at
    private long _notBefore; // a timestamp

    /// <param name="look">Takes one look, given how long ago the first sign came; returns after which time to look again without any.</param>
    /// <param name="time">The clock.</param>
    public LabLoop(Func<TimeSpan, CancellationToken, Task<TimeSpan>> look, TimeProvider time)
    {
        (_look, _time) = (look, time);
        _rest = time.CreateTimer(_ => QueueLook(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _retry = time.CreateTimer(_ => MarkDirty(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _loop = RunAsync();
    }

    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var source = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var queued = _work.Writer.TryWrite(async () =>
        {
            try
            {
                source.SetResult(await work().ConfigureAwait(false));
            }
            catch (OperationCanceledException e)
            {
                source.SetCanceled(e.CancellationToken);
            }
#pragma warning disable CA1031 // Whatever it is, it belongs to the caller, who waits for it.
            catch (Exception e)
#pragma warning restore CA1031
            {
                source.SetException(e);
            }

            RestFor(RestAfterWork);
            MarkDirty();
        });
        CancelLook();
        return queued ? source.Task : Task.FromException<T>(new ObjectDisposedException(nameof(LabLoop)));
    }

    /// <summary>Asks for a look when the work before it is done.</summary>
    public void MarkDirty()
    {
        if (Interlocked.CompareExchange(ref _dirtySince, _time.GetTimestamp(), 0) != 0) return;
        var rest = _time.GetElapsedTime(_time.GetTimestamp(), Volatile.Read(ref _notBefore));
        if (rest > TimeSpan.Zero) _rest.Change(rest, Timeout.InfiniteTimeSpan);
        else QueueLook();
    }

    public async ValueTask DisposeAsync()
    {
        _work.Writer.TryComplete();
        CancelLook();
        await _loop.ConfigureAwait(false);
        await _rest.DisposeAsync().ConfigureAwait(false);
        await _retry.DisposeAsync().ConfigureAwait(false);
    }

    private void QueueLook() => _work.Writer.TryWrite(LookAsync);

    private async Task LookAsync()
    {
        var begun = _time.GetTimestamp();
        var since = Interlocked.Exchange(ref _dirtySince, 0);
        using var looking = new CancellationTokenSource();
        _looking = looking;
        try
        {
            var again = await _look(_time.GetElapsedTime(since == 0 ? begun : since), looking.Token).ConfigureAwait(false);
            _retry.Change(again, Timeout.InfiniteTimeSpan);
        }
        catch (OperationCanceledException) when (looking.IsCancellationRequested)
        {
            // Work that somebody waits for is next; it marks the lab dirty when it is done.
        }
        finally
        {
            _looking = null;
        }

        RestFor(_time.GetElapsedTime(begun) * 2);
    }

    private void RestFor(TimeSpan rest)
    {
        var bounded = rest < ShortestRest ? ShortestRest : rest > LongestRest ? LongestRest : rest;
        Volatile.Write(ref _notBefore, _time.GetTimestamp() + (long)(bounded.TotalSeconds * _time.TimestampFrequency));
    }

    private void CancelLook()
    {
        try
        {
            _looking?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The look ended at this moment.
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var work in _work.Reader.ReadAllAsync().ConfigureAwait(false)) await work().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // A look that fails in a way nobody foresaw: whoever asks for work from now on is told, instead of waiting for ever.
            _work.Writer.TryComplete(e);
            throw;
        }
    }
}
