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
