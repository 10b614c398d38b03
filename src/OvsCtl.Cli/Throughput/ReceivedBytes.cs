namespace OvsCtl.Cli.Throughput;

/// <summary>Counts what comes, and tells each second what came in it.</summary>
internal sealed class ReceivedBytes(TimeProvider time, Action<Measurement> onSecond)
{
    private long _first;
    private long _last;
    private long _tick;
    private long _tickBytes;

    public long ByteCount { get; private set; }

    public long DatagramCount { get; private set; }

    public TimeSpan Elapsed => ByteCount > 0 ? time.GetElapsedTime(_first, _last) : TimeSpan.Zero;

    /// <summary>When nothing is awaited any more, the clock starts: before that there is only the handshake.</summary>
    public void Start() => _first = _last = _tick = time.GetTimestamp();

    public void Add(int size)
    {
        ByteCount += size;
        DatagramCount++;
        _tickBytes += size;
        _last = time.GetTimestamp();
        var since = time.GetElapsedTime(_tick, _last);
        if (since < TimeSpan.FromSeconds(1)) return;
        onSecond(new Measurement(_tickBytes, since));
        (_tick, _tickBytes) = (_last, 0);
    }
}
