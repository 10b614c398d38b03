using System.Net;
using System.Net.Sockets;

namespace OvsCtl.Netns.Tests.Kernel;

[Collection(SandboxCollection.Name)]
public sealed class NeighbourAndRuleTests
{
    [Fact]
    public async Task Neighbours_are_set_read_and_deleted_as_ip_and_arp_show_them()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        RouteTests.Connect(red, blue);
        using var route = red.Namespace.OpenRouteSocket();
        var fixedOne = IPAddress.Parse("10.0.0.9");
        var six = IPAddress.Parse("fd00::9");
        route.NewBatch()
            .AddNeighbour("eth0", fixedOne, [2, 0, 0, 0, 0, 8])
            .AddNeighbour("eth0", fixedOne, [2, 0, 0, 0, 0, 9])
            .AddNeighbour("eth0", six, [2, 0, 0, 0, 0, 6], NeighbourState.Reachable)
            .Commit();
        Assert.Contains("10.0.0.9 dev eth0 lladdr 02:00:00:00:00:09 PERMANENT", await Sandbox.RunAsync("ip", "-n", red.Name, "neigh"), StringComparison.Ordinal);
        Assert.Contains("02:00:00:00:00:09   CM", await Sandbox.RunAsync("ip", "netns", "exec", red.Name, "arp", "-n"), StringComparison.Ordinal);
        await Sandbox.RunAsync("ip", "netns", "exec", red.Name, "ping", "-c1", "-W2", "10.0.0.2");
        await Sandbox.TryRunAsync("ip", "netns", "exec", red.Name, "ping", "-c1", "-W1", "10.0.0.77");
        var all = route.GetNeighbours();
        Assert.Equal(NeighbourState.Permanent, Assert.Single(all, n => n.Address.Equals(fixedOne)).State);
        Assert.Equal([2, 0, 0, 0, 0, 6], Assert.Single(all, n => n.Address.Equals(six)).LinkAddress);
        Assert.Equal(6, Assert.Single(all, n => n.Address.Equals(IPAddress.Parse("10.0.0.2"))).LinkAddress.Length);
        var silent = Assert.Single(all, n => n.Address.Equals(IPAddress.Parse("10.0.0.77")));
        Assert.True(silent.State is NeighbourState.Incomplete or NeighbourState.Failed, silent.ToString());
        Assert.Empty(silent.LinkAddress);

        Assert.Equal("EEXIST", route.NewBatch().AddNeighbour("eth0", fixedOne, [2, 0, 0, 0, 0, 1], replace: false).TryCommit()[0]?.ErrnoName);
        route.NewBatch().DeleteNeighbour("eth0", fixedOne).Commit();
        Assert.DoesNotContain(route.GetNeighbours(), n => n.Address.Equals(fixedOne));
        Assert.Equal("ENOENT", route.NewBatch().DeleteNeighbour("eth0", IPAddress.Parse("10.0.0.123")).TryCommit()[0]?.ErrnoName);
    }

    [Fact]
    public async Task Rules_read_back_as_written_and_as_ip_shows_them()
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        Rule[] rules =
        [
            new() { Priority = 70, Source = IPNetwork.Parse("10.1.0.0/16"), Destination = IPNetwork.Parse("10.2.0.0/16"), InputInterface = "lo", Mark = 7, MarkMask = 0xff, Table = 1000 },
            new() { Priority = 71, Source = IPNetwork.Parse("10.9.0.0/16"), Action = RuleAction.Blackhole, Table = 0 },
            new() { Priority = 72, IsInverted = true, Source = IPNetwork.Parse("10.3.0.0/16"), Table = 100, Protocol = 4 },
            new() { Priority = 73, OutputInterface = "eth7", Table = 101 },
            new() { Family = AddressFamily.InterNetworkV6, Priority = 74, Source = IPNetwork.Parse("fd00::/16"), Table = 102 },
        ];
        var batch = route.NewBatch();
        foreach (var rule in rules) batch.AddRule(rule);
        batch.Commit();
        Assert.Equal(rules, route.GetRules().Where(rule => rule.Priority is >= 70 and < 80));
        var shown = (await Sandbox.RunAsync("ip", "-n", red.Name, "rule")).ReplaceLineEndings("\n");
        Assert.Contains("70:\tfrom 10.1.0.0/16 to 10.2.0.0/16 fwmark 0x7/0xff iif lo lookup 1000", shown, StringComparison.Ordinal);
        Assert.Contains("71:\tfrom 10.9.0.0/16 blackhole", shown, StringComparison.Ordinal);
        Assert.Contains("72:\tnot from 10.3.0.0/16 lookup 100", shown, StringComparison.Ordinal);
        Assert.Contains("73:\tfrom all oif eth7", shown, StringComparison.Ordinal);
        Assert.Contains("74:\tfrom fd00::/16 lookup 102", await Sandbox.RunAsync("ip", "-n", red.Name, "-6", "rule"), StringComparison.Ordinal);
        Assert.Equal("EEXIST", route.NewBatch().AddRule(rules[0]).TryCommit()[0]?.ErrnoName);
        foreach (var rule in rules) batch.DeleteRule(rule);
        batch.Commit();
        Assert.DoesNotContain(route.GetRules(), rule => rule.Priority is >= 70 and < 80);
        Assert.Equal("ENOENT", route.NewBatch().DeleteRule(rules[0]).TryCommit()[0]?.ErrnoName);
    }
}
