using static OvsCtl.Ovsdb.Tests.Counters;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>What a client is sent after a loss, by the member of a real cluster and by a real relay; skipped outside the sandbox.</summary>
public sealed class ResumeTests : IAsyncLifetime
{
    private const int RowCount = 1000;

    private readonly string _folder = Directory.CreateTempSubdirectory("resume-").FullName;
    private RealCluster? _cluster;
    private TearingProxy? _proxy;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // Set by InitializeAsync, or the test is skipped.
    private RealCluster Cluster => _cluster!;

    // Set by ConnectAsync.
    private TearingProxy Proxy => _proxy!;

    public async ValueTask InitializeAsync() => _cluster = await RealCluster.StartAsync(1);

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null) await _proxy.DisposeAsync();
        if (_cluster is not null) await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Within_100_missed_transactions_only_they_are_sent(bool isRelayed)
    {
        await using var client = await ConnectAsync(isRelayed);
        var (before, copied) = (client.Replica.Current, Proxy.ReceivedBytes);
        await MissAsync(97);

        var after = await CatchUpAsync(client, 97);
        Assert.Equal(new OvsdbCatchUp("monitor_cond_since", IsResumed: true, ChangedRowCount: 3), client.Statistics.LastCatchUp);
        Assert.Equal((1, 1), (client.Statistics.CopyCount, client.Statistics.ResumeCount));
        AssertDifference(before, after, 97);
        // What a connection costs besides (two schemas and the server's own table) is a few kilobytes.
        Assert.InRange(Proxy.ReceivedBytes - copied, 1, copied / 10);
        Tell(client, copied);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Beyond_100_missed_transactions_the_copy_is_replaced_in_one_step_with_only_the_differences(bool isRelayed)
    {
        await using var client = await ConnectAsync(isRelayed);
        var (before, copied) = (client.Replica.Current, Proxy.ReceivedBytes);
        await MissAsync(150);

        var after = await CatchUpAsync(client, 150);
        Assert.Equal(new OvsdbCatchUp("monitor_cond_since", IsResumed: false, ChangedRowCount: 3), client.Statistics.LastCatchUp);
        Assert.Equal((2, 0), (client.Statistics.CopyCount, client.Statistics.ResumeCount));
        AssertDifference(before, after, 150);
        Tell(client, copied);
    }

    [Fact]
    public async Task A_relay_that_was_restarted_sends_all_and_only_the_differences_are_seen()
    {
        await using var client = await ConnectAsync(isRelayed: true);
        var before = client.Replica.Current;
        await Cluster.KillAsync(RealCluster.Relay);
        await MissAsync(1, unblock: false);
        await Cluster.StartRelayAsync();
        Proxy.Unblock();
        AssertDifference(before, await CatchUpAsync(client, 1), 1);
    }

    [Fact]
    public async Task A_write_through_a_relay_reaches_the_cluster_and_comes_back()
    {
        await using var client = await ConnectAsync(isRelayed: true);
        await client.TransactAsync([Increment("c5")], Cancelled);
        await using var member = await OvsdbConnection.ConnectAsync(Cluster.Endpoints[0], null, Cancelled);
        var read = await member.TransactAsync(RealCluster.Database, [new Select("Counter", [Condition.Equal("name", "c5")], ["value"])], Cancelled);
        Assert.Equal(1L, Assert.Single(read.Operations[0].Rows)["value"]);
        await FakeServer.InTimeAsync(client.Replica.WaitAsync(s => Value(s, "c5") == 1, Cancelled));
    }

    private async Task<OvsdbClient> ConnectAsync(bool isRelayed)
    {
        if (isRelayed) await Cluster.StartRelayAsync();
        _proxy = TearingProxy.Start($"{_folder}/p.sock", Cluster.Socket(isRelayed ? RealCluster.Relay : 0));
        await using (var writer = await OvsdbConnection.ConnectAsync(Cluster.Endpoints[0], null, Cancelled))
        {
            await writer.TransactAsync(RealCluster.Database, [.. Enumerable.Range(0, RowCount).Select(i => Counter($"c{i}"))], Cancelled);
            // The server keeps only about as much history as it has data: the last transaction seen has to be a small one.
            await writer.TransactAsync(RealCluster.Database, [Increment("c1")], Cancelled);
        }

        var client = await Counters.ConnectAsync([_proxy.Endpoint]);
        await FakeServer.InTimeAsync(client.Replica.WaitAsync(s => Value(s, "c1") == 1, Cancelled));
        return client;
    }

    /// <summary>Changes one counter so many times, adds one and takes one away, while the client cannot see it.</summary>
    private async Task MissAsync(int count, bool unblock = true)
    {
        Proxy.Block();
        await using var writer = await OvsdbConnection.ConnectAsync(Cluster.Endpoints[0], null, Cancelled);
        for (var i = 0; i < count; i++) await writer.TransactAsync(RealCluster.Database, [Increment("c7")], Cancelled);
        await writer.TransactAsync(RealCluster.Database, [Counter("new")], Cancelled);
        await writer.TransactAsync(RealCluster.Database, [Remove("c9")], Cancelled);
        if (unblock) Proxy.Unblock();
    }

    private static async Task<ReplicaSnapshot> CatchUpAsync(OvsdbClient client, long expected)
    {
        var snapshot = await FakeServer.InTimeAsync(client.Replica.WaitAsync(s => Value(s, "c7") == expected, Cancelled));
        await FakeServer.InTimeAsync(client.WaitConnectedAsync(Cancelled));
        return snapshot;
    }

    private static void AssertDifference(ReplicaSnapshot before, ReplicaSnapshot after, int expected)
    {
        Assert.Equal(before.Version + 1, after.Version);
        var changes = after.ChangesSince(before).OrderBy(change => change.Kind).ToList();
        Assert.Equal([RowChangeKind.Added, RowChangeKind.Changed, RowChangeKind.Removed], changes.Select(change => change.Kind));
        Assert.Equal(["new", "c7", "c9"], changes.Select(change => (change.New ?? change.Old)!.GetString("name")));
        Assert.Equal((0, expected), (changes[1].Old!.GetInteger("value"), changes[1].New!.GetInteger("value")));
        Assert.Same(before.Find("Counter", "name", "c1"), after.Find("Counter", "name", "c1"));
    }

    private void Tell(OvsdbClient client, long copied) => TestContext.Current.TestOutputHelper?.WriteLine(
        $"{client.Statistics.LastCatchUp}: {Proxy.ReceivedBytes - copied} bytes after the loss, {copied} for the first copy");
}
