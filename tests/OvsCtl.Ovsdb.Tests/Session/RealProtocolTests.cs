namespace OvsCtl.Ovsdb.Tests;

/// <summary>Locks and the kinds of monitors, against a real ovsdb-server; skipped outside the sandbox.</summary>
public sealed class RealProtocolTests : IAsyncLifetime
{
    private static readonly Dictionary<string, IReadOnlyList<string>> BridgeNames = new() { ["Bridge"] = ["name", "external_ids"] };

    private RealOvs? _ovs;
    private OvsdbConnection? _connection;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // Set by InitializeAsync, or the test is skipped.
    private RealOvs Ovs => _ovs!;

    private OvsdbConnection Connection => _connection!;

    public async ValueTask InitializeAsync()
    {
        _ovs = await RealOvs.StartAsync(withSwitch: false);
        _connection = await OvsdbConnection.ConnectAsync(_ovs.Endpoint, null, Cancelled);
        await _ovs.VsctlAsync("--no-wait", "init");
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        if (_ovs is not null) await _ovs.DisposeAsync();
    }

    [Fact]
    public async Task A_lock_is_queued_for_stolen_and_handed_on()
    {
        await using var other = await OvsdbConnection.ConnectAsync(Ovs.Endpoint, null, Cancelled);
        await using var mine = await Connection.LockAsync("l", cancellationToken: Cancelled);
        Assert.True(mine.IsHeld);
        var theirs = await other.LockAsync("l", cancellationToken: Cancelled);
        Assert.False(theirs.IsHeld);
        await other.UnlockAsync("l", Cancelled);

        await Connection.TransactAsync("Open_vSwitch", [new AssertLock("l")], Cancelled);
        theirs = await other.LockAsync("l", steal: true, Cancelled);
        Assert.True(theirs.IsHeld);
        await FakeServer.InTimeAsync(mine.WaitLostAsync(Cancelled));
        var error = await Assert.ThrowsAsync<OvsdbException>(() => Connection.TransactAsync("Open_vSwitch", [new AssertLock("l")], Cancelled));
        Assert.Equal(OvsdbErrorKind.NotOwner, error.Kind);

        await theirs.DisposeAsync();
        await FakeServer.InTimeAsync(mine.WaitHeldAsync(Cancelled));
        Assert.False(theirs.IsHeld);
    }

    [Fact]
    public async Task A_lock_is_lost_with_its_connection()
    {
        var mine = await Connection.LockAsync("l", cancellationToken: Cancelled);
        await Connection.DisposeAsync();
        await FakeServer.InTimeAsync(mine.WaitLostAsync(Cancelled));
        Assert.Equal(OvsdbErrorKind.ConnectionLost, (await Assert.ThrowsAsync<OvsdbException>(() => mine.WaitHeldAsync(Cancelled))).Kind);
        await mine.DisposeAsync();
    }

    [Fact]
    public async Task The_server_says_its_id_and_hears_that_changes_are_understood()
    {
        var id = await Connection.GetServerIdAsync(Cancelled);
        Assert.NotEqual(default, id);
        Assert.Equal(id, await Connection.GetServerIdAsync(Cancelled));
        await Connection.SetDatabaseChangeAwareAsync(true, Cancelled);
    }

    [Theory]
    [InlineData("monitor")]
    [InlineData("monitor_cond")]
    [InlineData("monitor_cond_since")]
    public async Task Every_kind_of_monitor_keeps_the_same_replica(string method)
    {
        await Ovs.VsctlAsync("--no-wait", "add-br", "br0");
        var replica = await MonitorAsync(method);
        Assert.Equal("br0", replica.Current.Table("Bridge").Values.Single().GetString("name"));

        await Ovs.VsctlAsync("--no-wait", "add-br", "br1", "--", "set", "bridge", "br0", "external_ids:a=1", "external_ids:b=2");
        await Ovs.VsctlAsync("--no-wait", "set", "bridge", "br0", "external_ids:a=3", "--", "remove", "bridge", "br0", "external_ids", "b");
        await Ovs.VsctlAsync("--no-wait", "del-br", "br1");
        var last = await FakeServer.InTimeAsync(replica.WaitAsync(s => s.Find("Bridge", "name", "br0")!.GetMap("external_ids").Count == 1 && s.Table("Bridge").Count == 1, Cancelled));
        Assert.Equal("3", last.Find("Bridge", "name", "br0")!.GetMap("external_ids")["a"]);
    }

    [Fact]
    public async Task A_monitor_follows_other_rows_once_its_conditions_changed()
    {
        await Ovs.VsctlAsync("--no-wait", "add-br", "br0", "--", "add-br", "br1", "--", "add-br", "br2");
        var replica = await Connection.MonitorAsync(await Connection.GetSchemaAsync("Open_vSwitch", Cancelled), BridgeNames, Cancelled);
        Assert.Equal(3, replica.Current.Table("Bridge").Count);

        await Connection.ChangeMonitorAsync(replica, Where("br0", "br2"), Cancelled);
        await FakeServer.InTimeAsync(replica.WaitAsync(s => s.Table("Bridge").Count == 2, Cancelled));
        Assert.Null(replica.Current.Find("Bridge", "name", "br1"));
        await Connection.ChangeMonitorAsync(replica, Where("br1"), Cancelled);
        Assert.Equal("br1", (await FakeServer.InTimeAsync(replica.WaitAsync(s => s.Table("Bridge").Count == 1, Cancelled))).Table("Bridge").Values.Single().GetString("name"));
    }

    [Fact]
    public async Task A_canceled_monitor_ends_its_replica_and_no_other()
    {
        var schema = await Connection.GetSchemaAsync("Open_vSwitch", Cancelled);
        var canceled = await Connection.MonitorAsync(schema, BridgeNames, Cancelled);
        var kept = await Connection.MonitorAsync(schema, BridgeNames, Cancelled);
        await Connection.CancelMonitorAsync(canceled, Cancelled);
        Assert.Equal(OvsdbErrorKind.MonitorCanceled, (await Assert.ThrowsAsync<OvsdbException>(() => canceled.NextAsync(canceled.Current, Cancelled))).Kind);
        await Assert.ThrowsAsync<ArgumentException>(() => Connection.CancelMonitorAsync(canceled, Cancelled));
        await Ovs.VsctlAsync("--no-wait", "add-br", "br0");
        await FakeServer.InTimeAsync(kept.WaitAsync(s => s.Table("Bridge").Count == 1, Cancelled));
    }

    [Fact]
    public async Task Operations_that_do_not_fit_are_not_sent()
    {
        var schema = await Connection.GetSchemaAsync("Open_vSwitch", Cancelled);
        var error = await Assert.ThrowsAsync<OvsdbException>(() => Connection.TransactAsync(schema, [new Delete("Nope", [])], Cancelled));
        Assert.Equal(OvsdbErrorKind.UnknownTable, error.Kind);
        Assert.Single((await Connection.TransactAsync(schema, [new Select("Open_vSwitch", [], [])], Cancelled)).Operations);
    }

    private async Task<Replica> MonitorAsync(string method)
    {
        var schema = await Connection.GetSchemaAsync("Open_vSwitch", Cancelled);
        var feed = new MonitorFeed(endsWithConnection: true);
        await Connection.MonitorAsync("Open_vSwitch", feed, new MonitoredTables(schema, BridgeNames), [new MonitorMethod("monitor_of_the_future"), new MonitorMethod(method)], Cancelled);
        return feed.Replica!;
    }

    private static Dictionary<string, IReadOnlyList<Condition>> Where(params string[] names) =>
        new() { ["Bridge"] = [.. names.Select(name => Condition.Equal("name", name))] };
}
