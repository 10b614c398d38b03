namespace OvsCtl.OpenFlow;

/// <summary>
/// Decides when to ask the peer for a sign of life and when to give it up. Pure: time comes in as ticks of one clock.
/// States: Active (a byte came lately; idle for long → Probing), Probing (the echo request is under way; a byte → Active,
/// the deadline → Dead). While the request waits behind other messages the deadline moves with every write that succeeds:
/// a switch busy with 100,000 flow-mods is not dead.
/// </summary>
internal sealed class Liveness(TimeSpan idle, TimeSpan timeout, TimeSpan now)
{
    private readonly Lock _lock = new();
    private TimeSpan _deadline = now + idle;
    private bool _isProbing;
    private bool _isProbeWritten;

    public enum Verdict
    {
        Wait,
        SendEcho,
        Dead,
    }

    /// <param name="now">The time.</param>
    /// <param name="next">When to ask again, at the latest.</param>
    public Verdict Check(TimeSpan now, out TimeSpan next)
    {
        lock (_lock)
        {
            var verdict = Verdict.Wait;
            if (now >= _deadline)
            {
                if (_isProbing)
                {
                    verdict = Verdict.Dead;
                }
                else
                {
                    (_isProbing, _isProbeWritten, _deadline) = (true, false, now + timeout);
                    verdict = Verdict.SendEcho;
                }
            }

            next = _deadline;
            return verdict;
        }
    }

    public void Received(TimeSpan now)
    {
        lock (_lock) (_isProbing, _deadline) = (false, now + idle);
    }

    public void Wrote(TimeSpan now, bool isEchoRequest)
    {
        lock (_lock)
        {
            if (!_isProbing || _isProbeWritten) return;
            _isProbeWritten = isEchoRequest;
            _deadline = now + timeout;
        }
    }
}
