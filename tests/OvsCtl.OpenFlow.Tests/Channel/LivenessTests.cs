namespace OvsCtl.OpenFlow.Tests.Channel;

public sealed class LivenessTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly Liveness _liveness = new(5 * s_second, 3 * s_second, TimeSpan.Zero);

    [Fact]
    public void An_idle_peer_is_asked_once_and_given_up_when_it_does_not_answer()
    {
        Assert.Equal(Liveness.Verdict.Wait, Check(4));
        Assert.Equal(Liveness.Verdict.SendEcho, Check(5));
        Assert.Equal(Liveness.Verdict.Wait, Check(7));
        Assert.Equal(Liveness.Verdict.Dead, Check(8));
    }

    [Fact]
    public void Any_byte_is_an_answer()
    {
        Check(5);
        _liveness.Received(7 * s_second);

        Assert.Equal(Liveness.Verdict.Wait, Check(11));
        Assert.Equal(Liveness.Verdict.SendEcho, Check(12));
    }

    [Fact]
    public void A_peer_that_still_takes_what_is_before_the_request_gets_more_time_but_not_after_it()
    {
        Check(5);
        _liveness.Wrote(7 * s_second, isEchoRequest: false);
        Assert.Equal(Liveness.Verdict.Wait, Check(9));
        _liveness.Wrote(9 * s_second, isEchoRequest: true);
        _liveness.Wrote(11 * s_second, isEchoRequest: false);

        Assert.Equal(Liveness.Verdict.Dead, Check(12));
    }

    private Liveness.Verdict Check(int seconds) => _liveness.Check(seconds * s_second, out _);
}
