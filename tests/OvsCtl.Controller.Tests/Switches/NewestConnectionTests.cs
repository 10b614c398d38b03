using System.Net;
using OvsCtl.Controller.Switches;
using OvsCtl.Controller.Tests.Learning;
using OvsCtl.OpenFlow;

namespace OvsCtl.Controller.Tests.Switches;

/// <summary>Which of a bridge's connections counts, in whatever order a busy machine hands them out.</summary>
public sealed class NewestConnectionTests : IAsyncDisposable
{
    private readonly OpenFlowListener _listener = OpenFlowListener.ListenTcp(new IPEndPoint(IPAddress.Loopback, 0), new OpenFlowConnectionOptions());
    private readonly List<RawPeer> _switches = [];
    private readonly List<OpenFlowConnection> _connections = [];
    private readonly NewestConnection _newest = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _switches.ForEach(peer => peer.Dispose());
        foreach (var connection in _connections) await connection.DisposeAsync();
        await _listener.DisposeAsync();
    }

    [Fact]
    public async Task An_older_connection_that_is_handed_out_last_takes_nothing_from_the_newer()
    {
        var (older, newer) = (await ConnectAsync(), await ConnectAsync());

        Assert.True(_newest.TryEnter(newer));
        Assert.False(_newest.TryEnter(older));
        _newest.Leave(older);

        Assert.Same(newer, _newest.Current);
        Assert.Same(newer, await _newest.WaitAsync(Ct));
    }

    [Fact]
    public async Task A_newer_connection_takes_the_place_of_the_older_whose_end_changes_nothing_then()
    {
        var (older, newer) = (await ConnectAsync(), await ConnectAsync());

        Assert.True(_newest.TryEnter(older));
        Assert.Same(older, _newest.Current);
        Assert.True(_newest.TryEnter(newer));
        _newest.Leave(older);

        Assert.Same(newer, _newest.Current);
        Assert.Same(newer, await _newest.WaitAsync(Ct));
    }

    [Fact]
    public async Task Whoever_waits_gets_the_next_connection_after_the_last_has_left()
    {
        var (first, second) = (await ConnectAsync(), await ConnectAsync());
        Assert.True(_newest.TryEnter(first));
        _newest.Leave(first);
        var waiting = _newest.WaitAsync(Ct);
        Assert.Null(_newest.Current);
        Assert.False(waiting.IsCompleted);

        Assert.True(_newest.TryEnter(second));

        Assert.Same(second, await waiting);
    }

    [Fact]
    public async Task A_connection_that_has_ended_is_not_current()
    {
        var connection = await ConnectAsync();
        Assert.True(_newest.TryEnter(connection));

        await connection.DisposeAsync();

        Assert.Null(_newest.Current);
    }

    private async Task<OpenFlowConnection> ConnectAsync()
    {
        _switches.Add(await RawPeer.ConnectAsSwitchAsync(_listener.LocalEndPoint, (ulong)_switches.Count + 1));
        _connections.Add(await _listener.AcceptAsync(Ct));
        return _connections[^1];
    }
}
