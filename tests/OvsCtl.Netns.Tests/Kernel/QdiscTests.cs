using System.Net;
using System.Net.Sockets;

namespace OvsCtl.Netns.Tests.Kernel;

[Collection(SandboxCollection.Name)]
public sealed class QdiscTests
{
    [Theory]
    [InlineData(1_000_000, 10_000, 50)]
    [InlineData(10_000_000, 32_768, 400)]
    [InlineData(5_000_000_000, 1_000_000, 20)]
    [InlineData(40_000_000_000, 2_000_000, 10)]
    public async Task Token_bucket_of_ours_and_of_tc_read_the_same(ulong rate, uint burst, int latency)
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        route.NewBatch().AddVeth(new VethEnd { Name = "ours" }, new VethEnd { Name = "theirs" }).Commit();
        var settings = new TokenBucket { BitsPerSecond = rate, BurstBytes = burst, Latency = TimeSpan.FromMilliseconds(latency) };
        route.NewBatch().SetQdisc("ours", settings).Commit();
        await Sandbox.RunAsync("tc", "-n", red.Name, "qdisc", "add", "dev", "theirs", "root", "tbf", "rate", $"{rate}bit", "burst", $"{burst}b", "latency", $"{latency}ms");
        var ours = await Sandbox.RunAsync("tc", "-n", red.Name, "-d", "qdisc", "show", "dev", "ours");
        var theirs = await Sandbox.RunAsync("tc", "-n", red.Name, "-d", "qdisc", "show", "dev", "theirs");
        Assert.Contains(" rate ", ours, StringComparison.Ordinal);
        Assert.Equal(theirs[theirs.IndexOf(" root", StringComparison.Ordinal)..], ours[ours.IndexOf(" root", StringComparison.Ordinal)..]);

        var read = route.GetQdiscs().Where(qdisc => qdisc.Kind == "tbf").Select(qdisc => Assert.IsType<TokenBucket>(qdisc.Settings)).ToList();
        Assert.Equal(2, read.Count);
        Assert.Equal(read[0], read[1]);
        Assert.Equal(rate, read[0].BitsPerSecond);
        Assert.InRange(read[0].BurstBytes, burst * 0.97, burst * 1.03);
        route.NewBatch().DeleteQdisc("ours").Commit();
        Assert.Single(route.GetQdiscs(), qdisc => qdisc.Kind == "tbf");
    }

    [Fact]
    public async Task Shaped_link_carries_no_more_than_its_rate()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        RouteTests.Connect(red, blue);
        using var route = red.Namespace.OpenRouteSocket();
        route.NewBatch().SetQdisc("eth0", new TokenBucket { BitsPerSecond = 1_000_000, BurstBytes = 3000, LimitBytes = 3000 }).Commit();
        await Sandbox.RunAsync("ip", "netns", "exec", red.Name, "ping", "-c1", "-W2", "10.0.0.2");
        using var socket = red.Namespace.CreateSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        foreach (var _ in Enumerable.Range(0, 100)) socket.SendTo(new byte[1400], new IPEndPoint(IPAddress.Parse("10.0.0.2"), 9));
        var qdisc = Assert.Single(route.GetQdiscs(), qdisc => qdisc.Kind == "tbf");
        Assert.Equal(Qdisc.Root, qdisc.Parent);
        Assert.True(qdisc.Drops > 0, "a flood beyond the rate loses packets");
        Assert.True(qdisc.Overlimits > 0);
        Assert.True(qdisc.SentBytes > 0);
    }

    [Fact]
    public void Missing_discipline_is_said_before_and_by_the_kernel()
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        Assert.Null(KernelFeatures.FindMissingQdisc("tbf"));
        var missing = Assert.IsType<MissingFeature>(KernelFeatures.FindMissingQdisc("nosuch"));
        Assert.Equal(("sch_nosuch", "CONFIG_NET_SCH_NOSUCH"), (missing.Module, missing.Option));
        var failure = route.NewBatch().SetQdisc(1, new NetworkEmulation { Delay = TimeSpan.FromMilliseconds(1) }).TryCommit()[0];
        if (KernelFeatures.FindMissingQdisc("netem") is null)
        {
            Assert.Null(failure);
            var read = Assert.IsType<NetworkEmulation>(Assert.Single(route.GetQdiscs(), qdisc => qdisc.Kind == "netem").Settings);
            Assert.Equal(TimeSpan.FromMilliseconds(1), read.Delay);
        }
        else
        {
            Assert.Equal("set netem on link #1: No such file or directory (ENOENT): Specified qdisc kind is unknown", failure?.Message);
        }
    }
}
