namespace OvsCtl.Ovsdb.Tests;

public sealed class LivenessTests
{
    private readonly Liveness _liveness = new(TimeSpan.FromSeconds(10));

    [Fact]
    public void Silence_is_probed_and_further_silence_is_death()
    {
        Assert.Equal((Liveness.Verdict.Alive, TimeSpan.FromSeconds(6)), Check(now: 4, lastReceived: 0));
        Assert.Equal((Liveness.Verdict.Probe, TimeSpan.FromSeconds(10)), Check(now: 10, lastReceived: 0));
        Assert.Equal((Liveness.Verdict.Alive, TimeSpan.FromSeconds(1)), Check(now: 19, lastReceived: 0));
        Assert.Equal(Liveness.Verdict.Dead, Check(now: 20, lastReceived: 0).Verdict);
    }

    [Fact]
    public void Any_byte_after_the_probe_shows_life()
    {
        Check(now: 10, lastReceived: 0);
        Assert.Equal((Liveness.Verdict.Alive, TimeSpan.FromSeconds(1)), Check(now: 20, lastReceived: 11));
        Assert.Equal(Liveness.Verdict.Probe, Check(now: 21, lastReceived: 11).Verdict);
    }

    private (Liveness.Verdict Verdict, TimeSpan CheckIn) Check(int now, int lastReceived) =>
        _liveness.Check(TimeSpan.FromSeconds(now), TimeSpan.FromSeconds(lastReceived));
}
