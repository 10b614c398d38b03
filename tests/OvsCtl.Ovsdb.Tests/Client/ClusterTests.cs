namespace OvsCtl.Ovsdb.Tests;

/// <summary>A client of a real Raft cluster; skipped outside the sandbox.</summary>
public sealed class ClusterTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_loss_the_client_goes_on_from_the_last_transaction_it_saw()
    {
        await using var cluster = await RealCluster.StartAsync(1);
        var folder = Directory.CreateTempSubdirectory("proxy-");
        await using var proxy = TearingProxy.Start($"{folder.FullName}/p.sock", cluster.Socket(0));
        await using var client = await ConnectAsync([proxy.Endpoint]);
        await client.TransactAsync([.. Enumerable.Range(0, 1000).Select(i => Counter($"c{i}"))], Cancelled);
        // The server keeps only about as much history as it has data: the last transaction seen has to be a small one.
        await client.TransactAsync([Increment("c1")], Cancelled);
        var copied = proxy.ReceivedBytes;
        await using (var witness = await OvsdbConnection.ConnectAsync(cluster.Endpoints[0], null, Cancelled))
        {
            proxy.Cut();
            for (var i = 0; i < 20; i++) await witness.TransactAsync(RealCluster.Database, [Increment("c7")], Cancelled);
        }

        var snapshot = await FakeServer.InTimeAsync(client.Replica.WaitAsync(s => Value(s, "c7") == 20, Cancelled));
        Assert.Equal(1000, snapshot.Table("Counter").Count);
        await FakeServer.InTimeAsync(client.WaitConnectedAsync(Cancelled));
        Assert.Equal(1, client.Statistics.ResumeCount);
        Assert.Equal(1, client.Statistics.CopyCount);
        Assert.InRange(proxy.ReceivedBytes - copied, 1, 10_000);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Changed_conditions_hold_over_a_loss()
    {
        await using var cluster = await RealCluster.StartAsync(1);
        var folder = Directory.CreateTempSubdirectory("proxy-");
        await using var proxy = TearingProxy.Start($"{folder.FullName}/p.sock", cluster.Socket(0));
        await using var client = await ConnectAsync([proxy.Endpoint]);
        await client.TransactAsync([Counter("a"), Counter("b"), Counter("c")], Cancelled);
        await client.ChangeWhereAsync(Where("a", "b"), Cancelled);
        await FakeServer.InTimeAsync(client.Replica.WaitAsync(s => s.Table("Counter").Count == 2, Cancelled));

        proxy.Cut();
        var token = new TransactionToken("Counter", client.Replica.Current.Find("Counter", "name", "a")!.Uuid, "external_ids", "token");
        await FakeServer.InTimeAsync(client.CommitAsync(_ => [Counter("d"), Increment("b")], token, Cancelled));
        Assert.Equal(2, client.Replica.Current.Table("Counter").Count);
        Assert.Equal(1, Value(client.Replica.Current, "b"));

        var changing = client.ChangeWhereAsync(Where("d"), Cancelled);
        proxy.Cut();
        await FakeServer.InTimeAsync(changing);
        await FakeServer.InTimeAsync(client.Replica.WaitAsync(s => s.Table("Counter").Count == 1 && s.Find("Counter", "name", "d") is not null, Cancelled));
        await FakeServer.InTimeAsync(client.ChangeWhereAsync(new Dictionary<string, IReadOnlyList<Condition>>(), Cancelled));
        await FakeServer.InTimeAsync(client.Replica.WaitAsync(s => s.Table("Counter").Count == 4, Cancelled));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task When_the_leader_dies_the_client_follows_and_no_acknowledged_write_is_lost()
    {
        await using var cluster = await RealCluster.StartAsync(3);
        await using var client = await ConnectAsync(cluster.Endpoints);
        await client.TransactAsync([Counter("c")], Cancelled);
        var row = client.Replica.Current.Find("Counter", "name", "c")!.Uuid;

        var acknowledged = 0;
        var leader = await cluster.LeaderAsync(Cancelled);
        while (acknowledged < 100)
        {
            var commit = client.CommitAsync(_ => [Increment("c")], new TransactionToken("Counter", row, "external_ids", "token"), Cancelled);
            if (acknowledged == 50) cluster.Kill(leader);
            Assert.Equal(TransactionStatus.Committed, (await commit.WaitAsync(TimeSpan.FromSeconds(60), Cancelled)).Status);
            acknowledged++;
        }

        Assert.NotEqual(leader, await cluster.LeaderAsync(Cancelled));
        Assert.True(client.Statistics.ConnectionCount >= 2);
        var read = await client.TransactAsync([new Select("Counter", [], ["value"])], Cancelled);
        Assert.Equal(100L, Assert.Single(read.Operations[0].Rows)["value"]);
        Assert.Equal(100, Value(client.Replica.Current, "c"));
    }

    [Fact]
    public async Task A_follower_is_left_for_the_leader_unless_any_member_will_do()
    {
        await using var cluster = await RealCluster.StartAsync(3);
        var leader = await cluster.LeaderAsync(Cancelled);
        var followersFirst = cluster.Endpoints.Where((_, i) => i != leader).Append(cluster.Endpoints[leader]).ToList();
        await using var client = await ConnectAsync(followersFirst);
        Assert.Equal(3, client.Statistics.ConnectionCount);
        Assert.Equal(OvsdbErrorKind.NotLeader, ((OvsdbException)client.Statistics.LastError!).Kind);

        await using var any = await ConnectAsync(followersFirst, isLeaderOnly: false);
        Assert.Equal(1, any.Statistics.ConnectionCount);
        await any.TransactAsync([Counter("x")], Cancelled);
        await FakeServer.InTimeAsync(client.Replica.WaitAsync(s => s.Find("Counter", "name", "x") is not null, Cancelled));
    }

    [Fact]
    public async Task Locks_are_known_to_one_member_only()
    {
        await using var cluster = await RealCluster.StartAsync(2);
        await using var one = await OvsdbConnection.ConnectAsync(cluster.Endpoints[0], null, Cancelled);
        await using var other = await OvsdbConnection.ConnectAsync(cluster.Endpoints[1], null, Cancelled);
        Assert.True((await one.LockAsync("l", cancellationToken: Cancelled)).IsHeld);
        Assert.True((await other.LockAsync("l", cancellationToken: Cancelled)).IsHeld);
    }

    private static Task<OvsdbClient> ConnectAsync(IReadOnlyList<OvsdbEndpoint> endpoints, bool isLeaderOnly = true) => FakeServer.InTimeAsync(OvsdbClient.ConnectAsync(
        new OvsdbClientOptions
        {
            Endpoints = endpoints,
            Database = RealCluster.Database,
            Columns = _ => new Dictionary<string, IReadOnlyList<string>> { ["Counter"] = [] },
            IsLeaderOnly = isLeaderOnly,
        },
        null,
        Cancelled));

    private static Dictionary<string, IReadOnlyList<Condition>> Where(params string[] names) => new() { ["Counter"] = [.. names.Select(name => Condition.Equal("name", name))] };

    private static Insert Counter(string name) => new("Counter", new Dictionary<string, OvsdbValue> { ["name"] = name });

    private static Mutate Increment(string name) => new("Counter", [Condition.Equal("name", name)], [new Mutation("value", "+=", 1)]);

    private static long Value(ReplicaSnapshot snapshot, string name) => snapshot.Find("Counter", "name", name)!.GetInteger("value");
}
