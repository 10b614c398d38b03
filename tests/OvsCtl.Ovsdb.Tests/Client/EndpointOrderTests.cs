using static OvsCtl.Ovsdb.Tests.Counters;

namespace OvsCtl.Ovsdb.Tests;

public sealed class EndpointOrderTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chance_says_which_server_is_tried_first_and_the_same_chance_says_the_same()
    {
        var firsts = new List<OvsdbEndpoint>();
        for (var seed = 0; seed < 20; seed++) firsts.Add(await FirstAsync(isShuffled: true, seed));
        Assert.Equal(3, firsts.Distinct().Count());
        Assert.Equal(firsts[3], await FirstAsync(isShuffled: true, seed: 3));
        Assert.Equal(OvsdbEndpoint.Parse("unix:/nonexistent/0.sock"), await FirstAsync(isShuffled: false, seed: 3));
    }

    private static async Task<OvsdbEndpoint> FirstAsync(bool isShuffled, int seed)
    {
        var options = Options([.. Enumerable.Range(0, 3).Select(i => OvsdbEndpoint.Parse($"unix:/nonexistent/{i}.sock"))]) with
        {
            IsShuffled = isShuffled,
            Random = new Random(seed),
            MaximumTries = 1,
        };
        var error = await Assert.ThrowsAsync<OvsdbException>(() => OvsdbClient.ConnectAsync(options, null, Cancelled));
        return options.Endpoints.Single(endpoint => error.Message.Contains(endpoint.ToString(), StringComparison.Ordinal));
    }
}
