using OvsCtl.Controller.Labs;

namespace OvsCtl.Controller.Tests.Labs;

public sealed class LabLoopTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Many_signs_make_one_look_and_one_more_for_those_that_come_during_it()
    {
        var looks = 0;
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        await using var loop = new LabLoop(
            async (_, _) =>
            {
                if (++looks == 2) second.TrySetResult();
                begun.TrySetResult();
                await goOn.Task;
                return Timeout.InfiniteTimeSpan;
            },
            TimeProvider.System);
        loop.MarkDirty();
        await begun.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken);
        for (var i = 0; i < 100; i++) loop.MarkDirty();
        goOn.SetResult();
        await second.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken);
        // Work comes after all looks that were asked for before it.
        await loop.RunAsync(() => Task.FromResult(true)).WaitAsync(s_patience, TestContext.Current.CancellationToken);
        Assert.InRange(looks, 2, 3);
    }

    [Fact]
    public async Task Work_that_somebody_waits_for_ends_a_look_and_is_followed_by_another()
    {
        var begun = new TaskCompletionSource();
        var again = new TaskCompletionSource();
        var looks = 0;
        await using var loop = new LabLoop(
            async (_, ct) =>
            {
                if (Interlocked.Increment(ref looks) > 1)
                {
                    again.TrySetResult();
                    return Timeout.InfiniteTimeSpan;
                }

                begun.SetResult();
                await Task.Delay(Timeout.Infinite, ct);
                return Timeout.InfiniteTimeSpan;
            },
            TimeProvider.System);
        loop.MarkDirty();
        await begun.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken);
        Assert.Equal(7, await loop.RunAsync(() => Task.FromResult(7)).WaitAsync(s_patience, TestContext.Current.CancellationToken));
        await again.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_look_is_taken_again_after_the_time_it_asks_for()
    {
        var third = new TaskCompletionSource();
        var looks = 0;
        await using var loop = new LabLoop(
            (_, _) =>
            {
                if (++looks == 3) third.TrySetResult();
                return Task.FromResult(looks < 3 ? TimeSpan.FromMilliseconds(1) : Timeout.InfiniteTimeSpan);
            },
            TimeProvider.System);
        loop.MarkDirty();
        await third.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Pauses_of_a_lab_in_trouble_grow_to_half_a_minute_and_begin_anew_after_a_success()
    {
        var backoff = new LabBackoff();
        var pauses = Enumerable.Range(0, 12).Select(_ => backoff.Failed()).ToList();
        Assert.Equal(TimeSpan.FromMilliseconds(250), pauses[0]);
        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal(TimeSpan.FromSeconds(30), pauses[^1]);
        backoff.Succeeded(TimeSpan.FromSeconds(5));
        Assert.Equal(pauses[0], backoff.Failed());
    }
}
