namespace OvsCtl.Ovsdb;

/// <summary>
/// Decides when to connect, when to give up, how long to back off and when to probe a silent peer: the states and timing rules of Open vSwitch's
/// reconnect library (lib/reconnect.h). Pure: it does no I/O and has no clock; every method is told <c>now</c>, in milliseconds of any one
/// monotonic clock. Its owner calls <see cref="Run"/> whenever <see cref="Timeout"/> has passed or something happened, does what that says, and reports what became of it.
/// Not thread-safe.
/// </summary>
/// <param name="now">The time.</param>
public sealed class Reconnect(long now)
{
    /// <summary>The shortest pause between attempts, in milliseconds; the first one.</summary>
    public const int DefaultMinimumBackoff = 1000;

    /// <summary>The longest pause between attempts, in milliseconds.</summary>
    public const int DefaultMaximumBackoff = 8000;

    /// <summary>The silence after which a peer is probed, in milliseconds.</summary>
    public const int DefaultProbeInterval = 5000;

    private const int ShortestTime = 1000;

    private readonly long _createdAt = now;
    private int _minimumBackoff = DefaultMinimumBackoff;
    private int _maximumBackoff = DefaultMaximumBackoff;
    private int _probeInterval = DefaultProbeInterval;
    private long _stateEntered = now;
    private long _backoff;
    private long _pause;
    private long _lastActivity = now;
    private long? _lastConnected;
    private long? _lastDisconnected;
    private long _lastReceiveAttempt = now;
    private long _attempted;
    private long _successful;
    private long _connectedDuration;
    private long _sequenceNumber;

    /// <summary>Where the machine is.</summary>
    public ReconnectState State { get; private set; } = ReconnectState.Void;

    /// <summary>How many more attempts are made before the machine disables itself; null for no limit.</summary>
    public int? MaximumTries { get; set; }

    /// <summary>How many attempts are made without a pause, as when several servers are tried in turn; 0 and 1 mean one.</summary>
    public int BackoffFreeTries { get; set; }

    /// <summary>Whether the peer connects to us; see <see cref="SetPassive"/>.</summary>
    public bool IsPassive { get; private set; }

    /// <summary>Whether the peer is believed to be connected.</summary>
    public bool IsConnected => IsConnectedState(State);

    /// <summary>Milliseconds of silence before a probe, and again before the connection is given up; 0 for never; at least 1000 otherwise.</summary>
    public int ProbeInterval
    {
        get => _probeInterval;
        set => _probeInterval = value == 0 ? 0 : Math.Max(ShortestTime, value);
    }

    /// <summary>
    /// Maps a pause onto the one really made, so that many clients of one server do not come back at the same instant. The statistics and the
    /// doubling go by the unchanged pause. Null, the default, changes nothing.
    /// </summary>
    public Func<long, long>? Jitter { get; init; }

    /// <summary>Sets the shortest and the longest pause, in milliseconds; each at least 1000.</summary>
    public void SetBackoff(int minimum, int maximum)
    {
        _minimumBackoff = Math.Max(minimum, ShortestTime);
        _maximumBackoff = Math.Max(Math.Max(maximum, ShortestTime), _minimumBackoff);
        if (State != ReconnectState.Backoff || _backoff <= _maximumBackoff) return;
        _backoff = _maximumBackoff;
        _pause = Math.Min(_pause, _backoff);
    }

    /// <summary>Chooses whether to listen for the peer (true) or to connect to it.</summary>
    public void SetPassive(bool isPassive, long now)
    {
        if (IsPassive == isPassive) return;
        IsPassive = isPassive;
        if (isPassive ? State is ReconnectState.Connecting or ReconnectState.Reconnect : State == ReconnectState.Listening && TakeTry()) BackOff(0, now);
    }

    /// <summary>Starts: the next <see cref="Run"/> says connect. Nothing happens when it is started already.</summary>
    public void Enable(long now)
    {
        if (State == ReconnectState.Void && TakeTry()) BackOff(0, now);
    }

    /// <summary>Stops: <see cref="Run"/> wants nothing any more.</summary>
    public void Disable(long now)
    {
        if (State != ReconnectState.Void) Enter(ReconnectState.Void, now);
    }

    /// <summary>Makes the next <see cref="Run"/> drop a connection or attempt.</summary>
    public void ForceReconnect(long now)
    {
        if (State is ReconnectState.Connecting or ReconnectState.Active or ReconnectState.Idle) Enter(ReconnectState.Reconnect, now);
    }

    /// <summary>An attempt to connect has begun.</summary>
    public void Connecting(long now)
    {
        if (State != ReconnectState.Connecting) Enter(ReconnectState.Connecting, now);
    }

    /// <summary>The attempt succeeded.</summary>
    public void Connected(long now)
    {
        if (IsConnected) return;
        Connecting(now);
        Enter(ReconnectState.Active, now);
        _lastConnected = now;
    }

    /// <summary>The attempt failed.</summary>
    public void ConnectFailed(long now)
    {
        Connecting(now);
        Disconnected(now);
    }

    /// <summary>The connection, or the attempt, is gone: back off, then try again.</summary>
    public void Disconnected(long now)
    {
        if (State is ReconnectState.Backoff or ReconnectState.Void) return;
        if (IsConnected) _lastDisconnected = now;
        if (TakeTry()) BackOff(NextBackoff(), now);
        else Enter(ReconnectState.Void, now);
    }

    /// <summary>Waiting for the peer to connect.</summary>
    public void Listening(long now)
    {
        if (State != ReconnectState.Listening) Enter(ReconnectState.Listening, now);
    }

    /// <summary>Accepting a connection failed.</summary>
    public void ListenError(long now)
    {
        if (State == ReconnectState.Listening) Disconnected(now);
    }

    /// <summary>Something was received: the peer lives.</summary>
    public void Activity(long now)
    {
        if (State == ReconnectState.Idle) Enter(ReconnectState.Active, now);
        _lastActivity = now;
    }

    /// <summary>
    /// The owner tried to receive. Silence counts only once this was called after the probe interval, so that an owner that was itself
    /// held up does not blame the peer. <see cref="long.MaxValue"/> says that receiving never stops.
    /// </summary>
    public void ReceiveAttempted(long now) => _lastReceiveAttempt = now;

    /// <summary>What is to be done now. A probe is asked for once; the others until they are reported as done.</summary>
    public ReconnectAction Run(long now)
    {
        if (now < Deadline(now)) return ReconnectAction.None;
        switch (State)
        {
            case ReconnectState.Backoff:
                return ReconnectAction.Connect;
            case ReconnectState.Active:
                Enter(ReconnectState.Idle, now);
                return ReconnectAction.Probe;
            case ReconnectState.Connecting or ReconnectState.Idle or ReconnectState.Reconnect:
                return ReconnectAction.Disconnect;
            default:
                return ReconnectAction.None;
        }
    }

    /// <summary>Milliseconds until <see cref="Run"/> should be called if nothing else happens; null for never.</summary>
    public long? Timeout(long now)
    {
        var deadline = Deadline(now);
        return deadline == long.MaxValue ? null : Math.Clamp(deadline - now, 0, int.MaxValue);
    }

    /// <summary>What it has seen.</summary>
    public ReconnectStatistics Statistics(long now) => new(
        State,
        now - _stateEntered,
        _backoff,
        _createdAt,
        _lastActivity,
        _lastConnected,
        _lastDisconnected,
        _connectedDuration + (IsConnected && _lastConnected is { } since ? now - since : 0),
        _attempted,
        _successful,
        _sequenceNumber);

    private static bool IsConnectedState(ReconnectState state) => state is ReconnectState.Active or ReconnectState.Idle;

    // A connection that carried something for longer than its backoff has earned the shortest pause; one that broke at once has not.
    private long NextBackoff()
    {
        if (BackoffFreeTries > 1)
        {
            BackoffFreeTries--;
            return 0;
        }

        if (IsConnected && (IsPassive || _lastActivity - _lastConnected >= _backoff)) return IsPassive ? 0 : _minimumBackoff;
        if (_backoff < _minimumBackoff) return _minimumBackoff;
        return _backoff < _maximumBackoff / 2 ? _backoff * 2 : _maximumBackoff;
    }

    private void BackOff(long backoff, long now)
    {
        _backoff = backoff;
        _pause = Jitter?.Invoke(backoff) ?? backoff;
        Enter(ReconnectState.Backoff, now);
    }

    private bool TakeTry()
    {
        if (MaximumTries is not { } left) return true;
        if (left > 0) MaximumTries = left - 1;
        return left > 0;
    }

    private void Enter(ReconnectState state, long now)
    {
        if (State == ReconnectState.Connecting)
        {
            _attempted++;
            if (state == ReconnectState.Active) _successful++;
        }

        if (IsConnected != IsConnectedState(state))
        {
            if (IsConnected && _lastConnected is { } since) _connectedDuration += now - since;
            _sequenceNumber++;
        }

        State = state;
        _stateEntered = now;
    }

    private long Deadline(long now) => State switch
    {
        ReconnectState.Backoff => _stateEntered + _pause,
        ReconnectState.Connecting => _stateEntered + Math.Max(ShortestTime, _backoff),
        ReconnectState.Active when _probeInterval > 0 => Expiration(Math.Max(_lastActivity, _stateEntered) + _probeInterval, now),
        ReconnectState.Idle when _probeInterval > 0 => Expiration(_stateEntered + _probeInterval, now),
        ReconnectState.Reconnect => _stateEntered,
        _ => long.MaxValue,
    };

    // Past due but nobody looked for input since: wake up at once to look, and decide then.
    private long Expiration(long expiration, long now) => now < expiration || _lastReceiveAttempt >= expiration ? expiration : now + 1;
}
