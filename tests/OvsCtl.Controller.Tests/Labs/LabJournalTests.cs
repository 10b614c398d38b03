using OvsCtl.Controller.Labs;

namespace OvsCtl.Controller.Tests.Labs;

public sealed class LabJournalTests
{
    [Fact]
    public async Task Those_kept_come_first_then_those_that_happen()
    {
        var journal = new LabJournal(TimeProvider.System);
        journal.Add("a", IncidentKind.Up);
        await using var incidents = journal.ReadAsync(follows: true, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await incidents.MoveNextAsync());
        Assert.Equal(("a", IncidentKind.Up), (incidents.Current.Lab, incidents.Current.Kind));
        var next = incidents.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);
        journal.Add("b", IncidentKind.Healed, "host red", "it does not exist");
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal((2, "host red"), (incidents.Current.Number, incidents.Current.Target));
    }

    [Fact]
    public async Task The_oldest_make_room()
    {
        var journal = new LabJournal(TimeProvider.System);
        for (var i = 0; i < 5000; i++) journal.Add("a", IncidentKind.Healed);
        var kept = await journal.ReadAsync(follows: false, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2000, kept.Count);
        Assert.Equal(5000, kept[^1].Number);
    }
}
