namespace OvsCtl.OpenFlow;

/// <summary>Limits of connections. Checked when a connection or a listener begins.</summary>
public sealed record OpenFlowConnectionOptions
{
    /// <summary>
    /// How many connections a listener keeps at once: 65,536 unless set. When one more comes, the peer that has been silent for longest
    /// makes room; when all are switches, the new one is turned away.
    /// </summary>
    public int MaxConnections { get; init; } = 65_536;

    /// <summary>How long HELLO and FEATURES may take together: 10 s unless set.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After how long without a byte from the switch it is asked for a sign of life: 5 s unless set; <see cref="Timeout.InfiniteTimeSpan"/> for never.</summary>
    public TimeSpan EchoIdle { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the switch may take to answer that before the connection is closed: 5 s unless set.</summary>
    public TimeSpan EchoTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many events are kept for a reader that lags; the oldest are dropped beyond: 4,096 unless set.</summary>
    public int EventCapacity { get; init; } = 4096;

    /// <summary>How many buffers of up to 64 KiB wait to be sent before senders wait: 64 unless set.</summary>
    public int SendCapacity { get; init; } = 64;

    /// <summary>How long a reply may take, all its parts together: 60 s unless set; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many bytes the parts of one reply may have together: 256 MiB unless set.</summary>
    public long MaxReplySize { get; init; } = 256L << 20;

    /// <summary>
    /// Makes what reacts to a switch on the connection's own receive loop, as soon as the switch has said who it is; null for none, or
    /// when it returns null: what comes unasked is then in <see cref="OpenFlowConnection.Events"/>.
    /// </summary>
    public Func<FeaturesReply, ISwitchHandler?>? Handler { get; init; }

    /// <summary>
    /// How long the thread that has answered a switch may look out for its next message before it sleeps; zero, as unless set, for not
    /// at all. It does so only while messages come faster than that, from one switch alone. For a handler that is to answer as fast
    /// as possible; the price is processor time.
    /// </summary>
    public TimeSpan BusyPoll { get; init; } = TimeSpan.Zero;

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How many bytes of callers wait to be sent before callers wait.</summary>
    internal int SendLimit => SendCapacity * 64 * 1024;

    /// <exception cref="ArgumentOutOfRangeException">A limit makes no sense.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConnections, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HandshakeTimeout, TimeSpan.Zero);
        if (EchoIdle != Timeout.InfiniteTimeSpan) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(EchoIdle, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(EchoTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(EventCapacity, 1);
        if (RequestTimeout != Timeout.InfiniteTimeSpan) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RequestTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(SendCapacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SendCapacity, 16 * 1024);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxReplySize, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(BusyPoll, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BusyPoll, TimeSpan.FromMilliseconds(10));
    }
}
