namespace OvsCtl.Ovsdb.Tests;

/// <summary>Against a real ovsdb-server; skipped outside the sandbox.</summary>
public sealed class RealServerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Databases_and_schemas_are_read()
    {
        await using var ovs = await RealOvs.StartAsync(withSwitch: false);
        await using var connection = await OvsdbConnection.ConnectAsync(ovs.Endpoint, null, Cancelled);
        Assert.Equal(["Open_vSwitch", "_Server"], await connection.ListDatabasesAsync(Cancelled));
        var schema = await connection.GetSchemaAsync("Open_vSwitch", Cancelled);
        Assert.Equal("Open_vSwitch", schema.Name);
        Assert.Contains("Interface", schema.Tables.Keys);
        var error = await Assert.ThrowsAsync<OvsdbException>(() => connection.GetSchemaAsync("Nope", Cancelled));
        Assert.Equal(OvsdbErrorKind.UnknownDatabase, error.Kind);
    }

    [Fact]
    public async Task A_replica_shows_a_transaction_before_its_result_is_returned()
    {
        await using var ovs = await RealOvs.StartAsync(withSwitch: false);
        await using var connection = await OvsdbConnection.ConnectAsync(ovs.Endpoint, null, Cancelled);
        var schema = await connection.GetSchemaAsync("Open_vSwitch", Cancelled);
        var replica = await connection.MonitorAsync(schema, new Dictionary<string, IReadOnlyList<string>> { ["Open_vSwitch"] = [] }, Cancelled);
        await connection.TransactAsync("Open_vSwitch", [new Insert("Open_vSwitch", new Dictionary<string, OvsdbValue>())], Cancelled);
        for (var i = 1; i <= 100; i++)
        {
            await connection.TransactAsync("Open_vSwitch", [new Mutate("Open_vSwitch", [], [new Mutation("next_cfg", "+=", 1)])], Cancelled);
            Assert.Equal(i, replica.Current.Table("Open_vSwitch").Values.Single().GetInteger("next_cfg"));
        }
    }

    [Fact]
    public async Task Many_large_requests_at_once_do_not_deadlock()
    {
        await using var ovs = await RealOvs.StartAsync(withSwitch: false);
        await using var connection = await OvsdbConnection.ConnectAsync(ovs.Endpoint, null, Cancelled);
        var text = new string('x', 100_000);
        var requests = Enumerable.Range(0, 600).Select(_ => connection.TransactAsync("Open_vSwitch", [new Comment(text)], Cancelled)).ToList();
        var reads = Enumerable.Range(0, 100).Select(_ => connection.GetSchemaAsync("Open_vSwitch", Cancelled)).ToList();
        Assert.Equal(600, (await FakeServer.InTimeAsync(Task.WhenAll(requests))).Length);
        Assert.Equal(100, (await FakeServer.InTimeAsync(Task.WhenAll(reads))).Length);
    }

    [Fact]
    public async Task A_wait_that_the_caller_gave_up_is_withdrawn()
    {
        await using var ovs = await RealOvs.StartAsync(withSwitch: false);
        await using var connection = await OvsdbConnection.ConnectAsync(ovs.Endpoint, null, Cancelled);
        using var cancel = new CancellationTokenSource();
        var never = new Wait("Open_vSwitch", [], ["next_cfg"], UntilEqual: false, [], TimeSpan.FromHours(1));
        var waiting = connection.TransactAsync("Open_vSwitch", [never, new Insert("Open_vSwitch", new Dictionary<string, OvsdbValue> { ["next_cfg"] = 99 })], cancel.Token);
        await connection.ListDatabasesAsync(Cancelled);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        // Had the wait stayed, this row would make it true and a second row would come.
        await connection.TransactAsync("Open_vSwitch", [new Insert("Open_vSwitch", new Dictionary<string, OvsdbValue>())], Cancelled);
        var rows = await connection.TransactAsync("Open_vSwitch", [new Select("Open_vSwitch", [], ["next_cfg"])], Cancelled);
        Assert.Equal(0L, Assert.Single(rows.Operations[0].Rows)["next_cfg"]);
    }
}
