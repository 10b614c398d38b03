namespace OvsCtl.Api.Grpc;

/// <summary>Ends a blocking call when its time is over, its caller has enough or its channel is closed, and says which it was.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource? _timer;
    private readonly CancellationTokenRegistration _onCancel;
    private readonly CancellationTokenRegistration _onEnd;
    private readonly CancellationTokenRegistration _onTimeout;

    public CallDeadline(TimeSpan? timeout, Action abort, CancellationToken channel, CancellationToken caller)
    {
        _caller = caller;
        _onCancel = caller.UnsafeRegister(static state => ((Action?)state)?.Invoke(), abort);
        _onEnd = channel.UnsafeRegister(static state => ((Action?)state)?.Invoke(), abort);
        if (timeout is not { } left) return;
        _timer = new CancellationTokenSource(left);
        _onTimeout = _timer.Token.UnsafeRegister(static state => ((Action?)state)?.Invoke(), abort);
    }

    /// <exception cref="OperationCanceledException">The caller's token is cancelled.</exception>
    /// <exception cref="RpcException">The call failed, or its time is over.</exception>
    public T Guard<T>(Func<T> step)
    {
        try
        {
            ThrowIfOver(null);
            return step();
        }
        catch (RpcException e)
        {
            if (e.InnerException is not null) ThrowIfOver(e); // a connection that broke, perhaps by our own hand
            throw;
        }
    }

    public void Dispose()
    {
        _onCancel.Dispose();
        _onEnd.Dispose();
        _onTimeout.Dispose();
        _timer?.Dispose();
    }

    private void ThrowIfOver(Exception? cause)
    {
        _caller.ThrowIfCancellationRequested();
        if (_timer?.IsCancellationRequested == true) throw new RpcException(GrpcStatusCode.DeadlineExceeded, "deadline exceeded", cause);
    }
}
