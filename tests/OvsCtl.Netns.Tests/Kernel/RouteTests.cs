using System.Net;

namespace OvsCtl.Netns.Tests.Kernel;

[Collection(SandboxCollection.Name)]
public sealed class RouteTests
{
    [Fact]
    public async Task Veth_has_both_ends_in_place_after_one_request()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        using var route = RouteSocket.Open();
        route.NewBatch()
            .AddVeth(
                new VethEnd { Name = "eth0", Namespace = red.Namespace, Mac = [2, 0, 0, 0, 0, 1], Mtu = 1400, Up = true, Group = 7, IfIndex = 40 },
                new VethEnd { Name = "eth9", Namespace = blue.Namespace, Mac = [2, 0, 0, 0, 0, 2], IfIndex = 41 })
            .Commit();
        Assert.Null(route.FindLink("eth0"));
        Assert.Null(route.FindLink("eth9"));
        using var inRed = red.Namespace.OpenRouteSocket();
        var link = Assert.IsType<Link>(inRed.FindLink("eth0"));
        Assert.Equal((40, "veth", 1400, true, 7u, 41), (link.IfIndex, link.Kind, link.Mtu, link.IsUp, link.Group, link.PeerIfIndex));
        Assert.Equal([2, 0, 0, 0, 0, 1], link.Address);
        Assert.Equal(inRed.GetNamespaceId(blue.Namespace), link.PeerNsId);
        Assert.Contains("41: eth9@if40", await Sandbox.RunAsync("ip", "-n", blue.Name, "link", "show", "eth9"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Veth_has_the_queues_that_were_asked_for_at_each_end()
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        route.NewBatch().AddVeth(new VethEnd { Name = "a", Queues = 1 }, new VethEnd { Name = "b", Queues = 3 }).Commit();
        async Task<string> Show(string name) => await Sandbox.RunAsync("ip", "-n", red.Name, "-d", "link", "show", name);
        Assert.Contains("numtxqueues 1 numrxqueues 1 ", await Show("a"), StringComparison.Ordinal);
        Assert.Contains("numtxqueues 3 numrxqueues 3 ", await Show("b"), StringComparison.Ordinal);
        var error = Assert.Throws<NetlinkException>(() => route.NewBatch().AddVeth(new VethEnd { Name = "c", Queues = 0 }, new VethEnd { Name = "d" }).Commit());
        Assert.Contains("Invalid number of transmit queues", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Veth_is_a_bridge_port_from_birth()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        route.NewBatch()
            .AddBridge("br0", up: true)
            .AddVeth(new VethEnd { Name = "p1", Up = true, Master = "br0" }, new VethEnd { Name = "eth0", Namespace = blue.Namespace })
            .Commit();
        Assert.Equal((route.FindLink("br0")?.IfIndex, true), (route.FindLink("p1")?.MasterIfIndex, route.FindLink("p1")?.IsUp));
        Assert.Throws<ArgumentException>(() => route.NewBatch().AddVeth(new VethEnd { Name = "a" }, new VethEnd { Name = "b", Master = "br0" }));
    }

    [Fact]
    public async Task Link_of_each_kind_of_change_reads_back_changed()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        route.NewBatch()
            .AddBridge("br0", mac: [2, 0, 0, 0, 0, 9], mtu: 1450, group: 3, up: true)
            .AddVeth(new VethEnd { Name = "a" }, new VethEnd { Name = "b" })
            .SetLink("a", up: true, mtu: 1300, mac: [2, 0, 0, 0, 0, 5], alias: "of a lab", group: 5, master: "br0")
            .AddAlternativeName("a", "a-name-longer-than-fifteen")
            .SetLink("b", newName: "c", moveTo: blue.Namespace)
            .Commit();
        var bridge = Assert.IsType<Link>(route.FindLink("br0"));
        Assert.Equal(("bridge", 3u, true), (bridge.Kind, bridge.Group, bridge.IsUp));
        var link = Assert.IsType<Link>(route.FindLink("a-name-longer-than-fifteen"));
        Assert.Equal(("a", true, 1300, "of a lab", 5u, bridge.IfIndex), (link.Name, link.IsUp, link.Mtu, link.Alias, link.Group, link.MasterIfIndex));
        Assert.Equal([2, 0, 0, 0, 0, 5], link.Address);
        Assert.Contains(" c@", await Sandbox.RunAsync("ip", "-n", blue.Name, "link"), StringComparison.Ordinal);

        route.NewBatch().SetLink("a", up: false, noMaster: true).Commit();
        link = Assert.IsType<Link>(route.FindLink("a"));
        Assert.Equal((false, null), (link.IsUp, link.MasterIfIndex));
        route.NewBatch().DeleteLink("a-name-longer-than-fifteen").Commit();
        Assert.Null(route.FindLink("a"));
    }

    [Fact]
    public void Static_route_stands_beside_the_connected_one()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        Connect(red, blue);
        using var route = red.Namespace.OpenRouteSocket();
        var connected = IPNetwork.Parse("10.0.0.0/24");
        route.NewBatch().AddRoute(connected, null, "eth0").Commit();
        Assert.Equal([2, 4], route.GetRoutes().Where(r => r.Destination == connected).Select(r => (int)r.Protocol).Order());
        var error = Assert.Throws<NetlinkException>(() => route.NewBatch().AddRoute(connected, null, "eth0", append: false).Commit());
        Assert.Equal("EEXIST", error.ErrnoName);
        route.NewBatch().DeleteRoute(connected, null, "eth0").Commit();
        Assert.Equal(2, Assert.Single(route.GetRoutes(), r => r.Destination == connected).Protocol);
    }

    [Fact]
    public async Task Addresses_and_routes_read_back_as_ip_shows_them()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        Connect(red, blue);
        using var route = red.Namespace.OpenRouteSocket();
        var everywhere = IPNetwork.Parse("0.0.0.0/0");
        var six = IPAddress.Parse("fd00::1");
        route.NewBatch()
            .AddRoute(everywhere, IPAddress.Parse("10.0.0.2"), dev: null, metric: 50)
            .AddAddress("eth0", six, 64)
            .AddRoute(IPNetwork.Parse("fd01::/64"), IPAddress.Parse("fd00::2"), "eth0")
            .Commit();
        Assert.Contains("default via 10.0.0.2 dev eth0 proto static metric 50", await Sandbox.RunAsync("ip", "-n", red.Name, "route"), StringComparison.Ordinal);
        Assert.Contains("inet6 fd00::1/64 scope global nodad", await Sandbox.RunAsync("ip", "-n", red.Name, "addr"), StringComparison.Ordinal);
        Assert.Equal(50u, Assert.Single(route.GetRoutes(), r => r.Destination == everywhere).Metric);
        Assert.Equal(IPAddress.Parse("fd00::2"), Assert.Single(route.GetRoutes(), r => r.Destination == IPNetwork.Parse("fd01::/64")).Gateway);
        Assert.Equal(64, Assert.Single(route.GetAddresses(), a => a.Address.Equals(six)).PrefixLength);
        route.NewBatch().DeleteAddress("eth0", six, 64).DeleteRoute(everywhere, IPAddress.Parse("10.0.0.2"), null).Commit();
        Assert.DoesNotContain(route.GetAddresses(), a => a.Address.Equals(six));
        Assert.DoesNotContain(route.GetRoutes(), r => r.Destination == everywhere);
    }

    [Fact]
    public void Failure_in_the_middle_of_a_batch_names_its_operation_and_stops_nothing()
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        RouteBatch Batch() => route.NewBatch().AddBridge("br0").AddBridge("br0").AddAddress("missing", IPAddress.Loopback, 8).AddBridge("br1");
        var failures = Batch().TryCommit();
        Assert.Equal([null, "EEXIST", "ENODEV", null], failures.Select(failure => failure?.ErrnoName));
        Assert.StartsWith("create bridge br0: File exists (EEXIST)", failures[1]?.Message, StringComparison.Ordinal);
        Assert.Equal("add address 127.0.0.1/8 on link missing: No such device (ENODEV): there is no link missing", failures[2]?.Message);
        Assert.NotNull(route.FindLink("br1"));
        Assert.Equal("create bridge br0", Assert.Throws<NetlinkException>(() => Batch().Commit()).Operation);
    }

    [Fact]
    public void Batch_of_five_hundred_is_acknowledged_one_by_one_and_a_group_deleted_at_once()
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        var batch = route.NewBatch().AddBridge("br0", group: 77, up: true);
        foreach (var i in Enumerable.Range(0, 500)) batch.AddAddress("br0", new IPAddress([10, 1, (byte)(i / 250), (byte)(i % 250 + 1)]), 32);
        foreach (var _ in Enumerable.Range(0, 500)) batch.AddAddress("br0", IPAddress.Parse("10.1.0.1"), 32);
        var failures = batch.TryCommit();
        Assert.Equal(1001, failures.Count);
        Assert.All(failures.Take(501), Assert.Null);
        Assert.All(failures.Skip(501), failure => Assert.Equal("EEXIST", failure?.ErrnoName));
        Assert.Equal(500, route.GetAddresses().Count(address => address.Address.ToString().StartsWith("10.1.", StringComparison.Ordinal)));
        route.NewBatch().DeleteGroup(77).Commit();
        Assert.Null(route.FindLink("br0"));
    }

    [Fact]
    public async Task Socket_is_shared_by_many_threads()
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        await Parallel.ForAsync(0, 40, TestContext.Current.CancellationToken, (i, _) =>
        {
            route.NewBatch().AddBridge($"br{i}").Commit();
            Assert.Equal($"br{i}", route.FindLink($"br{i}")?.Name);
            Assert.Contains(route.GetLinks(), link => link.Name == $"br{i}");
            return ValueTask.CompletedTask;
        });
        Assert.Equal(40, route.GetLinks().Count(link => link.Kind == "bridge"));
    }

    [Fact]
    public async Task Checksum_offload_goes_off_at_the_inside_end()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        Connect(red, blue);
        Assert.True(Ethtool.GetTransmitChecksumOffload(red.Namespace, "eth0"));
        Ethtool.SetTransmitChecksumOffload(red.Namespace, "eth0", on: false);
        Assert.False(Ethtool.GetTransmitChecksumOffload(red.Namespace, "eth0"));
        Assert.True(Ethtool.GetTransmitChecksumOffload(blue.Namespace, "eth0"));

        // The witness asks by itself: SIOCETHTOOL with ETHTOOL_GTXCSUM.
        const string Program = "import socket,fcntl,struct,array;v=array.array('B',struct.pack('II',0x16,0));s=socket.socket();fcntl.ioctl(s,0x8946,struct.pack('16sP',b'eth0',v.buffer_info()[0])+bytes(16));print(struct.unpack('II',v)[1])";
        Assert.Equal("0", await Sandbox.RunAsync("ip", "netns", "exec", red.Name, "python3", "-c", Program));
        Assert.Equal("1", await Sandbox.RunAsync("ip", "netns", "exec", blue.Name, "python3", "-c", Program));
        var error = Assert.Throws<NativeException>(() => Ethtool.SetTransmitChecksumOffload(red.Namespace, ["eth0", "eth7"], on: true));
        Assert.Equal("turn transmit checksum offload of eth7 on: No such device (ENODEV)", error.Message);
    }

    [Fact]
    public void Generic_netlink_families_are_told_apart()
    {
        Sandbox.Require();
        Assert.Contains("nlctrl", KernelFeatures.GetGenericNetlinkFamilies());
        Assert.True(KernelFeatures.HasGenericNetlinkFamily("nlctrl"));
        Assert.False(KernelFeatures.HasGenericNetlinkFamily("no-such-family"));
    }

    /// <summary>10.0.0.1 in the first, 10.0.0.2 in the second, both on eth0.</summary>
    internal static void Connect(TestNamespace first, TestNamespace second)
    {
        using var inFirst = first.Namespace.OpenRouteSocket();
        inFirst.NewBatch()
            .AddVeth(new VethEnd { Name = "eth0", Up = true, IfIndex = 2 }, new VethEnd { Name = "eth0", Namespace = second.Namespace, IfIndex = 2 })
            .AddAddress(2, IPAddress.Parse("10.0.0.1"), 24)
            .Commit();
        using var inSecond = second.Namespace.OpenRouteSocket();
        inSecond.NewBatch().SetLink(2, up: true).AddAddress(2, IPAddress.Parse("10.0.0.2"), 24).Commit();
    }
}
