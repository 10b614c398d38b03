namespace OvsCtl.Api.Grpc;

/// <summary>
/// A thread for the blocking steps of one call, one after the other: threads of the pool that wait for an answer would be missed by whoever is to give it. What awaits a step goes
/// on on this thread, and must not block until the next one is done.
/// </summary>
internal sealed class CallThread : IDisposable
{
    private readonly object _gate = new();
    private Action? _next;
    private bool _isOver;

    public CallThread() => new Thread(Work) { IsBackground = true, Name = "grpc call" }.Start();

    /// <summary>Not before the step before has ended.</summary>
    public Task<T> RunAsync<T>(Func<T> step)
    {
        var done = new TaskCompletionSource<T>();
        lock (_gate)
        {
            _next = () => Complete(done, step);
            Monitor.Pulse(_gate);
        }

        return done.Task;
    }

    /// <summary>Lets the thread end; also from the thread itself.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            Monitor.Pulse(_gate);
        }
    }

    private static void Complete<T>(TaskCompletionSource<T> done, Func<T> step)
    {
        T result;
        try
        {
            result = step();
        }
        catch (Exception e)
        {
            done.SetException(e);
            return;
        }

        done.SetResult(result);
    }

    private void Work()
    {
        while (Take() is { } step) step();
    }

    private Action? Take()
    {
        lock (_gate)
        {
            while (_next is null && !_isOver) Monitor.Wait(_gate);
            var step = _next;
            _next = null;
            return step;
        }
    }
}
