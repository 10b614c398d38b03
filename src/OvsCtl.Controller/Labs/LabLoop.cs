using System.Threading.Channels;

namespace OvsCtl.Controller.Labs;

/// <summary>
/// The one owner of a lab: what changes it runs here, one piece of work after the other. "Look again" is a flag, not a queue:
/// many events make one look.
/// </summary>
internal sealed class LabLoop : IAsyncDisposable
{
    private readonly Channel<Func<Task>> _work = Channel.CreateUnbounded<Func<Task>>(new UnboundedChannelOptions { SingleReader = true }); // bounded by the callers: each waits for its own
    private readonly Func<Task> _look;
    private readonly Task _loop;
    private int _isDirty;

    public LabLoop(Func<Task> look)
    {
        _look = look;
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
        });
        return queued ? source.Task : Task.FromException<T>(new ObjectDisposedException(nameof(LabLoop)));
    }

    /// <summary>Asks for a look when the work before it is done.</summary>
    public void MarkDirty()
    {
        if (Interlocked.Exchange(ref _isDirty, 1) == 1) return;
        _work.Writer.TryWrite(async () =>
        {
            Volatile.Write(ref _isDirty, 0);
            await _look().ConfigureAwait(false);
        });
    }

    public async ValueTask DisposeAsync()
    {
        _work.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
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
