using System.Net;

namespace OvsCtl.Netns.Tests.Kernel;

[Collection(SandboxCollection.Name)]
public sealed class AddressAndRouteTests
{
    private static readonly IPAddress s_neighbour = IPAddress.Parse("10.0.0.2");

    [Fact]
    public async Task Addresses_carry_peer_label_broadcast_and_lifetimes()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        RouteTests.Connect(red, blue);
        using var route = red.Namespace.OpenRouteSocket();
        var peer = IPAddress.Parse("10.5.0.2");
        var mortal = new AddressOptions { ValidLifetime = TimeSpan.FromSeconds(1000), PreferredLifetime = TimeSpan.FromSeconds(500) };
        route.NewBatch()
            .AddAddress("eth0", IPAddress.Parse("10.5.0.1"), 30, new AddressOptions { Peer = peer, Label = "eth0:x" })
            .AddAddress("eth0", IPAddress.Parse("10.6.0.1"), 24, mortal with { Broadcast = IPAddress.Parse("10.6.0.255") })
            .AddAddress("eth0", IPAddress.Parse("fd00::5"), 64, mortal)
            .AddAddress("eth0", IPAddress.Parse("fd00::6"), 64, new AddressOptions { NoPrefixRoute = true, Scope = 253 })
            .Commit();
        var shown = await Sandbox.RunAsync("ip", "-n", red.Name, "addr", "show", "eth0");
        Assert.Contains("inet 10.5.0.1 peer 10.5.0.2/30 scope global eth0:x", shown, StringComparison.Ordinal);
        Assert.Contains("inet 10.6.0.1/24 brd 10.6.0.255 scope global dynamic eth0", shown, StringComparison.Ordinal);
        Assert.Matches("inet6 fd00::5/64 scope global [a-z ]*dynamic", shown);
        var all = route.GetAddresses();
        Assert.Equal((peer, "eth0:x", null), (Of("10.5.0.1").Peer, Of("10.5.0.1").Label, Of("10.5.0.1").ValidLifetime));
        Assert.Equal("10.6.0.255", Of("10.6.0.1").Broadcast?.ToString());
        Assert.InRange(Of("fd00::5").ValidLifetime ?? default, TimeSpan.FromSeconds(900), TimeSpan.FromSeconds(1000));
        Assert.InRange(Of("10.6.0.1").PreferredLifetime ?? default, TimeSpan.FromSeconds(400), TimeSpan.FromSeconds(500));
        Assert.False(Of("fd00::5").IsTentative);

        var again = route.NewBatch().AddAddress("eth0", IPAddress.Parse("10.6.0.1"), 24, mortal).TryCommit()[0];
        Assert.Equal("add address 10.6.0.1/24 on link eth0: File exists (EEXIST): ipv4: Address already assigned", again?.Message);
        route.NewBatch().AddAddress("eth0", IPAddress.Parse("10.6.0.1"), 24, new AddressOptions { Replace = true }).Commit();
        all = route.GetAddresses();
        Assert.Null(Of("10.6.0.1").ValidLifetime);

        AddressEntry Of(string address) => Assert.Single(all, entry => entry.Address.Equals(IPAddress.Parse(address)));
    }

    [Fact]
    public async Task Routes_of_every_sort_read_back_as_ip_shows_them()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        RouteTests.Connect(red, blue);
        using var route = red.Namespace.OpenRouteSocket();
        route.NewBatch()
            .AddRoute(new Route { Destination = IPNetwork.Parse("10.66.0.0/16"), Type = RouteType.Blackhole, Metric = 5 })
            .AddRoute(new Route { Destination = IPNetwork.Parse("10.67.0.0/16"), Type = RouteType.Unreachable })
            .AddRoute(new Route { Destination = IPNetwork.Parse("10.68.0.0/16"), Table = 1000, PreferredSource = IPAddress.Parse("10.0.0.1"), Metric = 9 }, "eth0")
            .AddRoute(new Route { Destination = IPNetwork.Parse("10.69.0.0/16"), Gateway = IPAddress.Parse("192.0.2.1"), IsOnLink = true }, "eth0")
            .AddRoute(new Route { Destination = IPNetwork.Parse("10.70.0.0/16"), Gateway = IPAddress.Parse("fe80::1") }, "eth0")
            .AddRoute(new Route { Destination = IPNetwork.Parse("fd09::/64"), Type = RouteType.Prohibit })
            .Commit();
        var shown = await Sandbox.RunAsync("ip", "-n", red.Name, "route");
        Assert.Contains("blackhole 10.66.0.0/16 proto static metric 5", shown, StringComparison.Ordinal);
        Assert.Contains("unreachable 10.67.0.0/16 proto static", shown, StringComparison.Ordinal);
        Assert.Contains("10.69.0.0/16 via 192.0.2.1 dev eth0 proto static onlink", shown, StringComparison.Ordinal);
        Assert.Contains("10.70.0.0/16 via inet6 fe80::1 dev eth0 proto static", shown, StringComparison.Ordinal);
        Assert.Contains("10.68.0.0/16 dev eth0 proto static scope link src 10.0.0.1 metric 9", await Sandbox.RunAsync("ip", "-n", red.Name, "route", "show", "table", "1000"), StringComparison.Ordinal);
        Assert.Contains("prohibit fd09::/64", await Sandbox.RunAsync("ip", "-n", red.Name, "-6", "route"), StringComparison.Ordinal);

        Assert.DoesNotContain(route.GetRoutes(), r => r.Destination == IPNetwork.Parse("10.68.0.0/16"));
        var high = Assert.Single(route.GetRoutes(1000));
        Assert.Equal((1000u, 9u, "10.0.0.1"), (high.Table, high.Metric, high.PreferredSource?.ToString()));
        Assert.Contains(route.GetRoutes(RouteTable.All), r => r.Table == RouteTable.Local);
        Assert.True(Assert.Single(route.GetRoutes(), r => r.Destination == IPNetwork.Parse("10.69.0.0/16")).IsOnLink);
        Assert.Equal("fe80::1", Assert.Single(route.GetRoutes(), r => r.Destination == IPNetwork.Parse("10.70.0.0/16")).Gateway?.ToString());

        // What was read deletes what was read.
        var batch = route.NewBatch();
        foreach (var each in route.GetRoutes(RouteTable.All).Where(r => r is { Protocol: 4 })) batch.DeleteRoute(each);
        Assert.Equal(6, batch.Count);
        batch.Commit();
        Assert.DoesNotContain(route.GetRoutes(RouteTable.All), r => r.Protocol == 4);
    }

    [Fact]
    public void Lookup_takes_the_way_of_a_packet_and_says_why_there_is_none()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        RouteTests.Connect(red, blue);
        using var route = red.Namespace.OpenRouteSocket();
        var found = route.LookUpRoute(s_neighbour);
        Assert.Equal(("10.0.0.1", route.FindLink("eth0")?.IfIndex, RouteTable.Main), (found.PreferredSource?.ToString(), found.OutIfIndex, found.Table));
        var none = Assert.Throws<NetlinkException>(() => route.LookUpRoute(IPAddress.Parse("203.0.113.9")));
        Assert.Equal("look up the way to 203.0.113.9: Network is unreachable (ENETUNREACH)", none.Message);
        route.NewBatch().AddRoute(new Route { Destination = IPNetwork.Parse("203.0.113.0/24"), Type = RouteType.Prohibit }).Commit();
        Assert.Equal("EACCES", Assert.Throws<NetlinkException>(() => route.LookUpRoute(IPAddress.Parse("203.0.113.9"))).ErrnoName);
    }

    [Fact]
    public void Lookup_knows_the_way_of_IPv6_too()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        RouteTests.Connect(red, blue);
        using var route = red.Namespace.OpenRouteSocket();
        route.NewBatch().AddAddress("eth0", IPAddress.Parse("fd00::1"), 64).Commit();
        var found = route.LookUpRoute(IPAddress.Parse("fd00::2"));
        Assert.Equal(("fd00::1", route.FindLink("eth0")?.IfIndex, RouteTable.Main), (found.PreferredSource?.ToString(), found.OutIfIndex, found.Table));
        Assert.Equal(RouteTable.Local, route.LookUpRoute(IPAddress.Parse("fd00::1"), IPAddress.Parse("fd00::1")).Table);
        Assert.Equal("ENETUNREACH", Assert.Throws<NetlinkException>(() => route.LookUpRoute(IPAddress.Parse("2001:db8::1"))).ErrnoName);
    }

    [Fact]
    public void Gateway_nobody_can_reach_is_refused_in_the_kernels_words()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        RouteTests.Connect(red, blue);
        using var route = red.Namespace.OpenRouteSocket();
        var error = Assert.Throws<NetlinkException>(() => route.NewBatch().AddRoute(IPNetwork.Parse("0.0.0.0/0"), IPAddress.Parse("192.0.2.1"), null).Commit());
        Assert.Equal("add route default via 192.0.2.1: Network is unreachable (ENETUNREACH): Nexthop has invalid gateway", error.Message);
        Assert.Equal("Nexthop has invalid gateway", error.KernelMessage);
    }
}
