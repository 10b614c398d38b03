using static OvsCtl.Ovsdb.Tests.Counters;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>A client of a real Raft cluster; skipped outside the sandbox.</summary>
public sealed class ClusterTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

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

    private static Dictionary<string, IReadOnlyList<Condition>> Where(params string[] names) => new() { ["Counter"] = [.. names.Select(name => Condition.Equal("name", name))] };
}
