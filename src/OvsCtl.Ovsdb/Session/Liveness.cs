namespace OvsCtl.Ovsdb;

/// <summary>
/// Decides when to probe a silent peer and when to give it up. Pure: it is told the time, in ticks of any one clock.
/// Active → (silence of one interval) → Probing → (a byte) → Active, or → (another interval) → Dead.
/// </summary>
internal sealed class Liveness(TimeSpan interval)
{
    private TimeSpan? _probedAt;

    public enum Verdict
    {
        Alive,
        Probe,
        Dead,
    }

    /// <summary>What to do now, and how long to wait before asking again.</summary>
    public (Verdict Verdict, TimeSpan CheckIn) Check(TimeSpan now, TimeSpan lastReceived)
    {
        if (_probedAt is { } probedAt && lastReceived <= probedAt)
        {
            var left = probedAt + interval - now;
            return left > TimeSpan.Zero ? (Verdict.Alive, left) : (Verdict.Dead, TimeSpan.Zero);
        }

        var quiet = lastReceived + interval - now;
        if (quiet > TimeSpan.Zero) return (Verdict.Alive, quiet);
        _probedAt = now;
        return (Verdict.Probe, interval);
    }
}
