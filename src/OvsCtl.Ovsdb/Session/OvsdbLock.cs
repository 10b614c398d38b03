namespace OvsCtl.Ovsdb;

/// <summary>
/// A lock that this connection has, or waits for in the server's queue (RFC 7047 §4.1.8). It may be stolen at any time, and come back when the thief gives it up:
/// guard what must not happen without it by an <see cref="AssertLock"/> in the same transaction. It is known to one server process only: in a cluster
/// every member has a lock of this name, and each may give it to somebody else.
/// </summary>
public sealed class OvsdbLock : IAsyncDisposable
{
    private readonly OvsdbConnection _connection;
    private volatile State _state;

    internal OvsdbLock(OvsdbConnection connection, string name, bool isHeld)
    {
        _connection = connection;
        Name = name;
        _state = new State(isHeld, null);
    }

    /// <summary>The lock's name.</summary>
    public string Name { get; }

    /// <summary>Whether it is held now, as far as this side has heard.</summary>
    public bool IsHeld => _state.IsHeld;

    /// <summary>Completes once the lock is held.</summary>
    /// <exception cref="OvsdbException"><see cref="OvsdbErrorKind.ConnectionLost"/>: the connection, and with it the place in the queue, is gone.</exception>
    public async Task WaitHeldAsync(CancellationToken cancellationToken = default)
    {
        for (var state = _state; !state.IsHeld; state = _state)
        {
            if (state.End is { } end) throw new OvsdbException(end.Kind, $"lock {Name}: {end.Message}", end);
            await state.Changed.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Completes once the lock is not held: stolen, given back, or gone with the connection.</summary>
    public async Task WaitLostAsync(CancellationToken cancellationToken = default)
    {
        for (var state = _state; state.IsHeld; state = _state) await state.Changed.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the lock, or the place in the queue, back. A connection that is gone has given it back already.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_state.End is not null) return;
        try
        {
            await _connection.UnlockAsync(Name, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OvsdbException e) when (e.Kind == OvsdbErrorKind.ConnectionLost)
        {
            // The server gives the locks of a connection back when it ends.
        }
    }

    /// <summary>Only the receive loop calls this, and <see cref="End"/>.</summary>
    internal void Set(bool isHeld) => Set(new State(isHeld, null));

    internal void End(OvsdbException reason) => Set(new State(IsHeld: false, reason));

    private void Set(State state)
    {
        var previous = _state;
        _state = state;
        previous.Changed.TrySetResult();
    }

    private sealed record State(bool IsHeld, OvsdbException? End)
    {
        public TaskCompletionSource Changed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
