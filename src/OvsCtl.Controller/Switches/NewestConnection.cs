using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Switches;

/// <summary>The newest connection of one bridge, as long as it is open. From any thread.</summary>
internal sealed class NewestConnection
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<OpenFlowConnection> _source = NewSource();
    private OpenFlowConnection? _entered;

    /// <summary>Null while the bridge is not connected.</summary>
    public OpenFlowConnection? Current => Volatile.Read(ref _entered) is { Closed.IsCompleted: false } entered ? entered : null;

    public Task<OpenFlowConnection> WaitAsync(CancellationToken ct)
    {
        lock (_lock) return _source.Task.WaitAsync(ct);
    }

    /// <summary>False when there is a newer one, which may have been handed out first: the switch has given up this one.</summary>
    public bool TryEnter(OpenFlowConnection connection)
    {
        lock (_lock)
        {
            if (_entered?.IsNewerThan(connection) == true) return false;
            if (_entered is not null) _source = NewSource();
            _entered = connection;
            _source.SetResult(connection);
            return true;
        }
    }

    /// <summary>Does nothing when another one has taken its place.</summary>
    public void Leave(OpenFlowConnection connection)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(_entered, connection)) return;
            _entered = null;
            _source = NewSource();
        }
    }

    private static TaskCompletionSource<OpenFlowConnection> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
