using System.Net;

namespace OvsCtl.Netns.Tests.Kernel;

/// <summary>Links of every kind, as ip, bridge and tc see them.</summary>
[Collection(SandboxCollection.Name)]
public sealed class LinkKindTests
{
    [Fact]
    public async Task Vxlan_born_in_another_namespace_keeps_its_underlay_here()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        route.NewBatch()
            .AddVeth(new VethEnd { Name = "under", Up = true }, new VethEnd { Name = "peer" })
            .AddLink(new NewVxlan { Name = "vx0", Vni = 42, Remote = IPAddress.Parse("10.0.0.2"), Local = IPAddress.Parse("10.0.0.1"), Device = "under", Learning = false, Mtu = 1450, Namespace = blue.Namespace, Up = true })
            .Commit();
        Assert.Null(route.FindLink("vx0"));
        var shown = await Sandbox.RunAsync("ip", "-n", blue.Name, "-d", "link", "show", "vx0");
        Assert.Contains("vxlan id 42 remote 10.0.0.2 local 10.0.0.1", shown, StringComparison.Ordinal);
        Assert.Contains("dstport 4789", shown, StringComparison.Ordinal);
        Assert.Contains("nolearning", shown, StringComparison.Ordinal);
        Assert.Contains("mtu 1450", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Macvlan_is_put_upon_a_link_of_the_sockets_namespace()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        route.NewBatch()
            .AddVeth(new VethEnd { Name = "a", IfIndex = 50, Up = true }, new VethEnd { Name = "b" })
            .AddLink(new NewMacvlan { Name = "mv0", Parent = "a", Mode = MacvlanMode.Private, Mac = [2, 0, 0, 0, 0, 7], Namespace = blue.Namespace })
            .Commit();
        var shown = await Sandbox.RunAsync("ip", "-n", blue.Name, "-d", "link", "show", "mv0");
        Assert.Contains("macvlan mode private", shown, StringComparison.Ordinal);
        Assert.Contains("02:00:00:00:00:07", shown, StringComparison.Ordinal);
        using var inside = blue.Namespace.OpenRouteSocket();
        Assert.Equal((50, inside.GetNamespaceId(red.Namespace)), (inside.FindLink("mv0")?.PeerIfIndex, inside.FindLink("mv0")?.PeerNsId));
    }

    [Fact]
    public async Task Bridge_and_its_ports_are_set_as_ip_and_bridge_show_them()
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        route.NewBatch()
            .AddLink(new NewBridge { Name = "br0", SpanningTree = true, ForwardDelay = TimeSpan.FromSeconds(4), AgeingTime = TimeSpan.FromSeconds(77), Up = true })
            .AddVeth(new VethEnd { Name = "p1", Master = "br0" }, new VethEnd { Name = "p2" })
            .SetBridgePort("p1", new BridgePort { Hairpin = true, Isolated = true, Learning = false, UnicastFlood = false, Cost = 50, Priority = 20, BpduGuard = true })
            .Commit();
        var bridge = await Sandbox.RunAsync("ip", "-n", red.Name, "-d", "link", "show", "br0");
        Assert.Contains("forward_delay 400 ", bridge, StringComparison.Ordinal);
        Assert.Contains("ageing_time 7700 stp_state 1", bridge, StringComparison.Ordinal);
        var port = await Sandbox.RunAsync("bridge", "-n", red.Name, "-d", "link", "show", "dev", "p1");
        foreach (var expected in new[] { "hairpin on", "guard on", "learning off", "flood off", "isolated on", "cost 50", "priority 20" }) Assert.Contains(expected, port, StringComparison.Ordinal);
        var read = Assert.IsType<BridgePort>(route.FindLink("p1")?.BridgePort);
        Assert.Equal((true, true, false, false, 50u, (ushort)20, true), (read.Hairpin, read.Isolated, read.Learning, read.UnicastFlood, read.Cost, read.Priority, read.BroadcastFlood));
        Assert.Null(route.FindLink("p2")?.BridgePort);
        var error = Assert.Throws<NetlinkException>(() => route.NewBatch().SetBridgePort("p2", new BridgePort { Hairpin = true }).Commit());
        Assert.Equal("EOPNOTSUPP", error.ErrnoName);
    }

    [Fact]
    public async Task Properties_read_back_and_names_come_and_go()
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        route.NewBatch().AddVeth(new VethEnd { Name = "a", IfIndex = 30, Up = true }, new VethEnd { Name = "b", IfIndex = 31 }).SetLink(31, up: true).AddAlternativeName("a", "second-name-of-the-link").Commit();
        await Sandbox.RunAsync("ip", "-n", red.Name, "link", "set", "dev", "a", "alias", "by ip", "group", "12", "mtu", "1280");
        var link = Assert.IsType<Link>(route.FindLink("second-name-of-the-link"));
        Assert.Equal(("a", "by ip", 12u, 1280, true, "up"), (link.Name, link.Alias, link.Group, link.Mtu, link.HasCarrier, link.OperState));
        Assert.Equal(["second-name-of-the-link"], link.AlternativeNames);
        Assert.NotNull(link.Statistics);
        route.NewBatch().DeleteAlternativeName("a", "second-name-of-the-link").Commit();
        Assert.Null(route.FindLink("second-name-of-the-link"));
        route.NewBatch().SetLink("a", up: false).SetLink("a", newName: "renamed").Commit();
        Assert.Equal(link.IfIndex, route.FindLink("renamed")?.IfIndex);
        Assert.DoesNotContain("a@", await Sandbox.RunAsync("ip", "-n", red.Name, "-br", "link"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_moves_to_the_namespace_of_a_process()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        var process = blue.Namespace.Spawn(new SpawnOptions { Arguments = ["sleep", "1000"] });
        using var route = red.Namespace.OpenRouteSocket();
        using (var target = NetworkNamespace.OpenProcess(process.Pid))
        {
            route.NewBatch().AddVeth(new VethEnd { Name = "a" }, new VethEnd { Name = "b" }).SetLink("b", moveTo: target).Commit();
        }

        process.Kill(9);
        await process.Exited;
        Assert.Contains("b@", await Sandbox.RunAsync("ip", "-n", blue.Name, "-br", "link"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statistics_count_in_sixty_four_bits_what_ip_counts()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        RouteTests.Connect(red, blue);
        await Sandbox.RunAsync("ip", "netns", "exec", red.Name, "ping", "-c3", "-i0.01", "-W2", "10.0.0.2");
        using var route = red.Namespace.OpenRouteSocket();
        var statistics = Assert.IsType<LinkStatistics>(route.FindLink("eth0")?.Statistics);
        using var document = System.Text.Json.JsonDocument.Parse(await Sandbox.RunAsync("ip", "-n", red.Name, "-s", "-j", "link", "show", "eth0"));
        var shown = document.RootElement[0].GetProperty("stats64");
        Assert.InRange(statistics.SentPackets, 4u, shown.GetProperty("tx").GetProperty("packets").GetUInt64());
        Assert.InRange(statistics.ReceivedBytes, 3u * 84, shown.GetProperty("rx").GetProperty("bytes").GetUInt64());
    }

    [Theory]
    [InlineData("veth", true)]
    [InlineData("no-such-kind", false)]
    public void Kind_of_link_is_found_missing_or_not(string kind, bool isThere)
    {
        Sandbox.Require();
        var missing = KernelFeatures.FindMissingLinkKind(kind);
        Assert.Equal(isThere, missing is null);
        if (!isThere) Assert.Contains("modprobe no-such-kind", missing?.Message, StringComparison.Ordinal);
    }
}
