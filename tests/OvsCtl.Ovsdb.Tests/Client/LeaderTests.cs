using static OvsCtl.Ovsdb.Tests.Counters;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>
/// A real cluster of three whose leader dies, stops or hands over while a client counts: each increment that was acknowledged is there in the end,
/// once. Skipped outside the sandbox.
/// </summary>
public sealed class LeaderTests : IAsyncLifetime
{
    // The shortest silence that is noticed: a leader that is stopped shows in no other way.
    private static readonly OvsdbConnectionOptions Impatient = new() { ProbeInterval = TimeSpan.FromSeconds(1) };

    private RealCluster? _cluster;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // Set by InitializeAsync, or the test is skipped.
    private RealCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync() => _cluster = await RealCluster.StartAsync(3);

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task A_leader_that_dies_is_followed_by_the_next()
    {
        await using var client = await StartAsync();
        var leader = await Cluster.LeaderAsync(Cancelled);
        await CountAsync(client, 30);
        await Task.WhenAll(CountAsync(client, 30), Cluster.KillAsync(leader));
        Assert.NotEqual(leader, await Cluster.LeaderAsync(Cancelled));
        await AssertCountAsync(client, 60);
    }

    [Fact]
    public async Task A_leader_that_is_stopped_but_stays_connected_is_given_up_and_tells_nothing_old_when_it_goes_on()
    {
        await using var client = await StartAsync();
        var leader = await Cluster.LeaderAsync(Cancelled);
        await CountAsync(client, 30);
        await Task.WhenAll(CountAsync(client, 30), Cluster.PauseAsync(leader));
        Assert.True(client.Statistics.ConnectionCount >= 2);
        await Cluster.ResumeAsync(leader);
        await CountAsync(client, 30);
        await AssertCountAsync(client, 90);
    }

    [Fact]
    public async Task A_leader_that_hands_over_is_left_for_the_next()
    {
        await using var client = await StartAsync();
        var leader = await Cluster.LeaderAsync(Cancelled);
        var connections = client.Statistics.ConnectionCount;
        await Task.WhenAll(CountAsync(client, 60), Cluster.TransferLeadershipAsync(leader));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (client.Statistics.ConnectionCount == connections) await Task.Delay(5, deadline.Token);
        await AssertCountAsync(client, 60);
    }

    [Fact]
    public async Task Over_kills_and_restarts_of_any_member_nothing_acknowledged_is_lost()
    {
        await using var client = await StartAsync();
        var random = new Random(20_261);
        const int rounds = 5;
        for (var i = 0; i < rounds; i++)
        {
            // The leader two times of three: the others matter less.
            var victim = random.Next(3) == 0 ? random.Next(3) : await Cluster.LeaderAsync(Cancelled);
            await Task.WhenAll(CountAsync(client, 20), KillAfterAsync(victim, random.Next(30)));
            await Cluster.StartMemberAsync(victim);
        }

        await AssertCountAsync(client, 20 * rounds);
    }

    [Fact]
    public async Task An_unknown_outcome_is_found_out_from_another_member_by_the_token()
    {
        await using var client = await StartAsync();
        var leader = await Cluster.LeaderAsync(Cancelled);
        await Cluster.PauseAsync(leader);
        // The stopped leader has the request in its socket, and never answers.
        var token = Token(client, "c");
        var lost = await Assert.ThrowsAsync<OvsdbException>(() => client.TransactAsync([token.Guard, Increment("c"), token.Mark], Cancelled).WaitAsync(TimeSpan.FromSeconds(60), Cancelled));
        Assert.True(lost.IsOutcomeUnknown);
        Assert.False(await AnswerAsync(client, token).WaitAsync(TimeSpan.FromSeconds(60), Cancelled));
        var outcome = await client.CommitAsync(_ => [Increment("c")], token, Cancelled).WaitAsync(TimeSpan.FromSeconds(60), Cancelled);
        Assert.Equal(TransactionStatus.Committed, outcome.Status);
        Assert.True(await client.WasCommittedAsync(token, Cancelled));
        await Cluster.ResumeAsync(leader);
        await AssertCountAsync(client, 1);
    }

    // The stopped leader still takes connections: a question may go there first, and is lost with the connection.
    private static async Task<bool> AnswerAsync(OvsdbClient client, TransactionToken token)
    {
        while (true)
        {
            try
            {
                return await client.WasCommittedAsync(token, Cancelled);
            }
            catch (OvsdbException e) when (e.Kind == OvsdbErrorKind.ConnectionLost)
            {
                await client.WaitConnectedAsync(Cancelled);
            }
        }
    }

    private async Task<OvsdbClient> StartAsync()
    {
        var client = await ConnectAsync(Options(Cluster.Endpoints) with { IsShuffled = true, Random = new Random(1), Connection = Impatient });
        await client.TransactAsync([Counter("c")], Cancelled);
        return client;
    }

    private static async Task CountAsync(OvsdbClient client, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var outcome = await client.CommitAsync(_ => [Increment("c")], Token(client, "c"), Cancelled).WaitAsync(TimeSpan.FromSeconds(60), Cancelled);
            Assert.Equal(TransactionStatus.Committed, outcome.Status);
        }
    }

    private async Task KillAfterAsync(int victim, int milliseconds)
    {
        await Task.Delay(milliseconds, Cancelled);
        await Cluster.KillAsync(victim);
    }

    /// <summary>What the leader says, and what the replica shows.</summary>
    private static async Task AssertCountAsync(OvsdbClient client, long expected)
    {
        await FakeServer.InTimeAsync(client.WaitConnectedAsync(Cancelled));
        var read = await FakeServer.InTimeAsync(client.TransactAsync([new Select("Counter", [], ["value"])], Cancelled));
        Assert.Equal(expected, Assert.Single(read.Operations[0].Rows)["value"]);
        await FakeServer.InTimeAsync(client.Replica.WaitAsync(s => Value(s, "c") == expected, Cancelled));
    }
}
