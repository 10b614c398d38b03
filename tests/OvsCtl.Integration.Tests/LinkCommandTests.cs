using System.Text.Json;
using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>Cables pulled out by hand, and who reaches whom then.</summary>
public sealed class LinkCommandTests : DaemonFixture
{
    private const string Lab = """
        lab: cables
        switches:
          s1: {}
        hosts:
          a: {s1: 10.0.0.1/24, routes: [192.0.2.0/24 via 10.0.0.2]}
          b: {s1: 10.0.0.2/24}
          c: {s1: 10.0.0.3/24}
        links:
          - {b: 10.0.1.1/24, d: 10.0.1.2/24}
        """;

    [Fact]
    public async Task A_link_that_is_down_stays_down_and_all_comes_back_when_it_is_up_again()
    {
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Lab))).Ok();
        // d has no way to the hosts of the switch, nor they to it; b has.
        var all = await OvsCtlAsync("ping", "all");
        Assert.Matches(@"(?m)^FROM +a +b +c +d$", all.Ends(1).Out);
        Assert.Matches(@"(?m)^a +\. +ok +ok +FAIL$", all.Out);
        Assert.Matches(@"(?m)^b +ok +\. +ok +ok$", all.Out);
        Assert.Matches(@"(?m)^a -> d: .*[Uu]nreachable$", all.Out);
        Assert.EndsWith("4 hosts, 8 of 12 pairs answer\n", all.Out, StringComparison.Ordinal);

        using (var ping = StartOvsCtl("ping", "a", "b", "-i", "0.05"))
        {
            Assert.NotNull(await ping.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            (await Programs.RunAsync("kill", ["-INT", $"{ping.Id}"])).Ok();
            var ended = await Programs.EndAsync(ping);
            Assert.Matches(@"(?m)^([1-9]\d*) sent, \1 answered", ended.Out);
            Assert.Contains("interrupted", ended.Error, StringComparison.Ordinal);
        }

        var down = await OvsCtlAsync("link", "a", "down");
        Assert.Equal("a:eth0 is down\n", down.Ok());
        Assert.Contains("lab cables is paused", down.Error, StringComparison.Ordinal);
        (await OvsCtlAsync("link", "b:eth1", "down")).Ok();
        Assert.DoesNotContain(",UP", (await Programs.ShellAsync("ip -n a -o link show eth0")).Ok(), StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await OvsCtlAsync("ping", "all", "cables", "--within", "1", "-o", "json")).Ends(1).Out);
        var answering = json.RootElement.GetProperty("pairs").EnumerateArray().Where(p => p.GetProperty("ok").GetBoolean()).Select(p => $"{p.GetProperty("from")} {p.GetProperty("to")}");
        Assert.Equal(["b c", "c b"], answering.Order(StringComparer.Ordinal));

        Assert.Contains("lab cables stays paused: b:eth1 is down", (await OvsCtlAsync("link", "a", "up")).Error, StringComparison.Ordinal);
        Assert.Contains("lab cables is looked after again", (await OvsCtlAsync("link", "b:eth1", "up")).Error, StringComparison.Ordinal);
        await Eventually.TrueAsync(
            async () => (await Programs.ShellAsync("ip -n a route")).Ok().Contains("192.0.2.0/24 via 10.0.0.2", StringComparison.Ordinal),
            "the route that went with the link");
        await Eventually.TrueAsync(async () => (await OvsCtlAsync("ping", "all", "--within", "1")).Out.Contains("8 of 12", StringComparison.Ordinal), "the pairs that answered before");

        Assert.Contains("which interface of b? one of b:eth0, b:eth1", (await OvsCtlAsync("link", "b", "down")).Ends(2).Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'eth0'?", (await OvsCtlAsync("link", "a:eth9", "down")).Ends(5).Error, StringComparison.Ordinal);
        (await OvsCtlAsync("link", "a", "sideways")).Ends(2);
        (await OvsCtlAsync("ping", "a")).Ends(2);
        (await OvsCtlAsync("lab", "down", "cables")).Ok();
    }
}
