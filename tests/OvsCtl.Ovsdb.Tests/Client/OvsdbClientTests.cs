namespace OvsCtl.Ovsdb.Tests;

/// <summary>A client of a real standalone server that dies, is torn away, or changes its schema; skipped outside the sandbox.</summary>
public sealed class OvsdbClientTests : IAsyncLifetime
{
    private RealOvs? _ovs;
    private TearingProxy? _proxy;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // Set by InitializeAsync, or the test is skipped.
    private RealOvs Ovs => _ovs!;

    private TearingProxy Proxy => _proxy!;

    public async ValueTask InitializeAsync()
    {
        _ovs = await RealOvs.StartAsync(withSwitch: false);
        _proxy = TearingProxy.Start($"{_ovs.Folder}/proxy.sock", _ovs.Socket);
        await _ovs.VsctlAsync("--no-wait", "add-br", "br0", "--", "add-br", "br1");
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null) await _proxy.DisposeAsync();
        if (_ovs is not null) await _ovs.DisposeAsync();
    }

    [Fact]
    public async Task After_a_restart_of_the_server_only_what_changed_is_seen_and_each_change_once()
    {
        await using var client = await ConnectAsync(Ovs.Endpoint);
        var (replica, before) = (client.Replica, client.Replica.Current);
        await Ovs.KillServerAsync();
        await Ovs.StartServerAsync();
        await WaitCopiesAsync(client, 2);
        Assert.Same(replica, client.Replica);
        Assert.Same(before, replica.Current);

        await Ovs.KillServerAsync();
        await Ovs.StartServerAsync();
        await Ovs.VsctlAsync("--no-wait", "set", "bridge", "br0", "external_ids:a=1");
        var after = await FakeServer.InTimeAsync(replica.NextAsync(before, Cancelled));
        Assert.Equal("1", after.Find("Bridge", "name", "br0")!.GetMap("external_ids")["a"]);
        Assert.Equal(before.Version + 1, after.Version);
        Assert.Same(before.Find("Bridge", "name", "br1"), after.Find("Bridge", "name", "br1"));
    }

    [Fact]
    public async Task Waiting_on_the_replica_goes_on_over_a_loss()
    {
        await using var client = await ConnectAsync(Proxy.Endpoint);
        var waiting = client.Replica.WaitAsync(s => s.Find("Bridge", "name", "br2") is not null, Cancelled);
        Proxy.Cut();
        await Ovs.VsctlAsync("--no-wait", "add-br", "br2");
        await FakeServer.InTimeAsync(waiting);
        Assert.True(client.Statistics.ConnectionCount >= 2);
    }

    [Fact]
    public async Task A_schema_converted_under_a_live_monitor_is_taken_over_without_a_new_connection()
    {
        await using var client = await ConnectAsync(Ovs.Endpoint, schema => new Dictionary<string, IReadOnlyList<string>>
        {
            ["Bridge"] = [.. new[] { "name", "external_ids", "colour" }.Where(schema.Tables["Bridge"].Columns.ContainsKey)],
        });
        Assert.False(client.Replica.Current.Find("Bridge", "name", "br0")!.Has("colour"));
        await Ovs.ConvertAsync(schema => schema
            .Replace("\"8.3.1\"", "\"8.4.0\"", StringComparison.Ordinal)
            .Replace("\"fail_mode\": {", "\"colour\": {\"type\": \"string\"}, \"fail_mode\": {", StringComparison.Ordinal));
        var snapshot = await FakeServer.InTimeAsync(client.Replica.WaitAsync(s => s.Find("Bridge", "name", "br0")!.Has("colour"), Cancelled));
        Assert.Equal(2, snapshot.Table("Bridge").Count);
        await FakeServer.InTimeAsync(client.WaitConnectedAsync(Cancelled));
        Assert.Contains("colour", client.Schema.Tables["Bridge"].Columns.Keys);
        Assert.Equal(1, client.Statistics.ConnectionCount);
        await client.TransactAsync([new Update("Bridge", [Condition.Equal("name", "br0")], new Dictionary<string, OvsdbValue> { ["colour"] = "red" })], Cancelled);
        Assert.Equal("red", client.Replica.Current.Find("Bridge", "name", "br0")!.GetString("colour"));
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_outcome_unknown_and_a_token_finds_it_out()
    {
        await using var client = await ConnectAsync(Proxy.Endpoint);
        var root = client.Replica.Current.Table("Open_vSwitch").Values.Single().Uuid;

        Proxy.DropReplies();
        var unknown = client.CommitAsync(_ => [Increment()], null, Cancelled);
        await NextCfgAsync(1);
        Proxy.Cut();
        Assert.Equal(TransactionStatus.Unknown, (await FakeServer.InTimeAsync(unknown)).Status);

        await FakeServer.InTimeAsync(client.WaitConnectedAsync(Cancelled));
        var token = new TransactionToken("Open_vSwitch", root, "external_ids", "test-token");
        Proxy.DropReplies();
        var found = client.CommitAsync(_ => [Increment()], token, Cancelled);
        await NextCfgAsync(2);
        Proxy.Cut();
        var outcome = await FakeServer.InTimeAsync(found);
        Assert.Equal(TransactionStatus.Committed, outcome.Status);
        Assert.Null(outcome.Result);
        Assert.NotNull(outcome.Loss);
        await NextCfgAsync(2);
        Assert.True(await client.WasCommittedAsync(token, Cancelled));
        Assert.False(await client.WasCommittedAsync(new TransactionToken("Open_vSwitch", root, "external_ids", "test-token"), Cancelled));
    }

    [Fact]
    public async Task Killed_and_restarted_while_transactions_are_in_flight_each_is_made_at_most_once()
    {
        await using var client = await ConnectAsync(Ovs.Endpoint);
        var root = client.Replica.Current.Table("Open_vSwitch").Values.Single().Uuid;
        var commits = Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                var outcome = await client.CommitAsync(_ => [Increment(), new Commit(true)], new TransactionToken("Open_vSwitch", root, "external_ids", "test-token"), Cancelled);
                Assert.Equal(TransactionStatus.Committed, outcome.Status);
            }
        }, Cancelled);
        for (var i = 1; i <= 3; i++)
        {
            await FakeServer.InTimeAsync(client.Replica.WaitAsync(s => NextCfg(s) >= 40 * i, Cancelled));
            await Ovs.KillServerAsync();
            await Ovs.StartServerAsync();
        }

        await FakeServer.InTimeAsync(commits);
        await NextCfgAsync(200);
        Assert.Equal(200, NextCfg(client.Replica.Current));
    }

    [Fact]
    public async Task A_guard_that_somebody_else_broke_is_composed_again()
    {
        await using var one = await ConnectAsync(Ovs.Endpoint);
        await using var other = await ConnectAsync(Ovs.Endpoint);
        async Task<int> CountAsync(OvsdbClient client)
        {
            var attempts = 0;
            for (var i = 0; i < 100; i++) attempts += (await client.CommitAsync(GuardedIncrement, null, Cancelled)).AttemptCount;
            return attempts;
        }

        var counts = await FakeServer.InTimeAsync(Task.WhenAll(CountAsync(one), CountAsync(other)));
        await NextCfgAsync(200);
        Assert.True(counts.Sum() >= 200);
    }

    [Fact]
    public async Task A_guard_that_the_replica_agrees_with_is_a_conflict()
    {
        await using var client = await ConnectAsync(Ovs.Endpoint);
        var error = await Assert.ThrowsAsync<OvsdbException>(() => client.CommitAsync(_ => [Wait.Exists("Bridge", Uuid.NewUuid())], null, Cancelled));
        Assert.Equal(OvsdbErrorKind.Conflict, error.Kind);
        Assert.Equal(0, error.OperationIndex);
    }

    [Fact]
    public async Task Tries_that_are_used_up_end_the_client_with_the_last_error()
    {
        var options = Options([OvsdbEndpoint.Parse("unix:/nonexistent/db.sock")], AllOf) with { MaximumTries = 2 };
        Assert.Equal(OvsdbErrorKind.ConnectFailed, (await Assert.ThrowsAsync<OvsdbException>(() => OvsdbClient.ConnectAsync(options, null, Cancelled))).Kind);
    }

    [Fact]
    public async Task A_table_that_the_server_has_not_is_an_error_and_a_closed_client_says_so()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => ConnectAsync(Ovs.Endpoint, _ => new Dictionary<string, IReadOnlyList<string>> { ["Nope"] = [] }));
        var client = await ConnectAsync(Ovs.Endpoint);
        await client.DisposeAsync();
        Assert.Equal(OvsdbErrorKind.ConnectionLost, (await Assert.ThrowsAsync<OvsdbException>(() => client.TransactAsync([Increment()], Cancelled))).Kind);
        await Assert.ThrowsAsync<OvsdbException>(() => client.Replica.NextAsync(client.Replica.Current, Cancelled));
    }

    [Fact]
    public async Task The_first_server_that_answers_is_used()
    {
        var options = Options([OvsdbEndpoint.Parse("unix:/nonexistent/db.sock"), OvsdbEndpoint.Parse("tcp:127.0.0.1:1"), Ovs.Endpoint], AllOf);
        await using var client = await FakeServer.InTimeAsync(OvsdbClient.ConnectAsync(options, null, Cancelled));
        Assert.Equal(2, client.Statistics.FailureCount);
    }

    private static Task<OvsdbClient> ConnectAsync(OvsdbEndpoint endpoint, Func<DatabaseSchema, IReadOnlyDictionary<string, IReadOnlyList<string>>>? columns = null) =>
        FakeServer.InTimeAsync(OvsdbClient.ConnectAsync(Options([endpoint], columns ?? AllOf), null, Cancelled));

    private static OvsdbClientOptions Options(IReadOnlyList<OvsdbEndpoint> endpoints, Func<DatabaseSchema, IReadOnlyDictionary<string, IReadOnlyList<string>>> columns) =>
        new() { Endpoints = endpoints, Database = "Open_vSwitch", Columns = columns, IsShuffled = false };

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> AllOf(DatabaseSchema schema) =>
        new Dictionary<string, IReadOnlyList<string>> { ["Open_vSwitch"] = ["next_cfg"], ["Bridge"] = ["name", "external_ids"] };

    private static async Task WaitCopiesAsync(OvsdbClient client, long count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (client.Statistics.CopyCount < count) await Task.Delay(10, deadline.Token);
    }

    private static Mutate Increment() => new("Open_vSwitch", [], [new Mutation("next_cfg", "+=", 1)]);

    private static long NextCfg(ReplicaSnapshot snapshot) => snapshot.Table("Open_vSwitch").Values.Single().GetInteger("next_cfg");

    private static IReadOnlyList<Operation> GuardedIncrement(ReplicaSnapshot snapshot)
    {
        var row = new Dictionary<string, OvsdbValue> { ["next_cfg"] = NextCfg(snapshot) };
        return
        [
            new Wait("Open_vSwitch", [], ["next_cfg"], UntilEqual: true, [row], TimeSpan.Zero),
            new Update("Open_vSwitch", [], new Dictionary<string, OvsdbValue> { ["next_cfg"] = NextCfg(snapshot) + 1 }),
        ];
    }

    private async Task NextCfgAsync(long expected)
    {
        await using var witness = await OvsdbConnection.ConnectAsync(Ovs.Endpoint, null, Cancelled);
        var row = new Dictionary<string, OvsdbValue> { ["next_cfg"] = expected };
        await witness.TransactAsync("Open_vSwitch", [new Wait("Open_vSwitch", [], ["next_cfg"], UntilEqual: true, [row], TimeSpan.FromSeconds(10))], Cancelled);
    }
}
