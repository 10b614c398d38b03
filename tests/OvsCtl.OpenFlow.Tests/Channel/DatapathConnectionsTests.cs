using OvsCtl.OpenFlow.Tests.Support;

namespace OvsCtl.OpenFlow.Tests.Channel;

public sealed class DatapathConnectionsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly DatapathConnections _connections = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_auxiliary_connection_does_not_outlive_a_main_one_that_ends_as_it_comes() =>
        await Task.WhenAll(Enumerable.Range(1, 300).Select(EndAsTheAuxiliaryComesAsync)).WaitAsync(s_patience, Ct);

    [Fact]
    public async Task An_auxiliary_connection_that_comes_first_is_kept_when_the_main_one_follows()
    {
        var (main, mainSwitch) = await ConnectAsync(1, 0);
        var (auxiliary, auxiliarySwitch) = await ConnectAsync(1, 7);
        await using var _ = mainSwitch;
        await using var __ = auxiliarySwitch;

        var servingAuxiliary = _connections.ServeAsync(auxiliary);
        var servingMain = _connections.ServeAsync(main);
        Assert.Same(main, _connections.Find(new DatapathId(1)));
        Assert.Equal([auxiliary], _connections.FindAuxiliaries(new DatapathId(1)));
        await main.CloseAsync("The test is over.");

        await servingMain.WaitAsync(s_patience, Ct);
        await servingAuxiliary.WaitAsync(s_patience, Ct);
        Assert.Empty(_connections.FindAuxiliaries(new DatapathId(1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task The_newer_of_two_connections_is_kept_also_when_the_older_is_handed_out_after_it(byte auxiliaryId)
    {
        var (main, mainSwitch) = await ConnectAsync(1, 0);
        var (older, olderSwitch) = await ConnectAsync(1, auxiliaryId);
        var (newer, newerSwitch) = await ConnectAsync(1, auxiliaryId);
        await using var _ = mainSwitch;
        await using var __ = olderSwitch;
        await using var ___ = newerSwitch;
        var serving = new List<Task> { _connections.ServeAsync(main), _connections.ServeAsync(newer), _connections.ServeAsync(older) };

        await older.Closed.WaitAsync(s_patience, Ct);
        Assert.False(newer.Closed.IsCompleted);
        Assert.Same(newer, auxiliaryId == 0 ? _connections.Find(new DatapathId(1)) : _connections.FindAuxiliaries(new DatapathId(1)).Single());

        await newer.CloseAsync("The test is over.");
        await main.CloseAsync("The test is over.");
        await Task.WhenAll(serving).WaitAsync(s_patience, Ct);
    }

    [Fact]
    public async Task Auxiliary_connections_of_the_older_main_one_end_with_it_and_those_of_the_newer_stay()
    {
        var (older, olderSwitch) = await ConnectAsync(1, 0);
        var (its, itsSwitch) = await ConnectAsync(1, 1);
        var (newer, newerSwitch) = await ConnectAsync(1, 0);
        var (others, othersSwitch) = await ConnectAsync(1, 2);
        await using var _ = olderSwitch;
        await using var __ = itsSwitch;
        await using var ___ = newerSwitch;
        await using var ____ = othersSwitch;
        Task[] ending = [_connections.ServeAsync(older), _connections.ServeAsync(its)];
        Task[] serving = [_connections.ServeAsync(others), _connections.ServeAsync(newer)];

        await Task.WhenAll(ending).WaitAsync(s_patience, Ct);
        Assert.Equal([others], _connections.FindAuxiliaries(new DatapathId(1)));
        Assert.False(others.Closed.IsCompleted);

        await newer.CloseAsync("The test is over.");
        await Task.WhenAll(serving).WaitAsync(s_patience, Ct);
    }

    private static Task<(OpenFlowConnection Controller, FakeSwitch Switch)> ConnectAsync(int datapath, byte auxiliaryId) =>
        FakeSwitch.ConnectAsync(stream => new FakeSwitch(stream) { Id = new DatapathId((ulong)datapath), AuxiliaryId = auxiliaryId });

    private async Task EndAsTheAuxiliaryComesAsync(int datapath)
    {
        var (main, mainSwitch) = await ConnectAsync(datapath, 0);
        var (auxiliary, auxiliarySwitch) = await ConnectAsync(datapath, 1);
        await using var _ = mainSwitch;
        await using var __ = auxiliarySwitch;
        var serving = _connections.ServeAsync(main);

        var ending = Task.Run(() => main.CloseAsync("The test says so."), Ct);
        await Task.Run(() => _connections.ServeAsync(auxiliary), Ct);

        await ending;
        await serving;
        Assert.Empty(_connections.FindAuxiliaries(new DatapathId((ulong)datapath)));
    }
}
