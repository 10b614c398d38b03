using System.Net;

namespace OvsCtl.Netns.Tests.Kernel;

[Collection(SandboxCollection.Name)]
public sealed class WatchTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Changes_by_ip_are_told_in_order_after_the_snapshot()
    {
        using var red = new TestNamespace();
        await using var changes = Watch(red.Namespace, WatchedTables.All & ~WatchedTables.Namespaces);
        Assert.Equal(new SnapshotStarted(WatchedTables.All & ~WatchedTables.Namespaces, IsResync: false), await NextAsync(changes));
        await UntilAsync<LinkChange>(changes, change => change.Link.Name == "lo");
        await UntilAsync<SnapshotEnded>(changes, _ => true);
        await Sandbox.RunAsync("ip", "-n", red.Name, "link", "add", "name", "a", "up", "type", "veth", "peer", "name", "b");
        await UntilAsync<LinkChange>(changes, change => change is { Link.Name: "a", Link.IsUp: true, IsDeleted: false });
        await Sandbox.RunAsync("ip", "-n", red.Name, "addr", "add", "10.0.0.1/24", "dev", "a");
        await UntilAsync<AddressChange>(changes, change => change.Address.Address.Equals(IPAddress.Parse("10.0.0.1")) && !change.IsDeleted);
        await Sandbox.RunAsync("ip", "-n", red.Name, "link", "set", "dev", "b", "up");
        await Sandbox.RunAsync("ip", "-n", red.Name, "route", "replace", "10.9.0.0/16", "via", "10.0.0.2");
        await UntilAsync<RouteChange>(changes, change => change.Route.Destination == IPNetwork.Parse("10.9.0.0/16") && !change.IsDeleted);
        await Sandbox.RunAsync("ip", "-n", red.Name, "neigh", "add", "10.0.0.9", "lladdr", "02:00:00:00:00:09", "dev", "a");
        await UntilAsync<NeighbourChange>(changes, change => change is { Neighbour.State: NeighbourState.Permanent, IsDeleted: false });
        await Sandbox.RunAsync("ip", "-n", red.Name, "rule", "add", "priority", "55", "table", "77");
        await UntilAsync<RuleChange>(changes, change => change is { Rule.Priority: 55, Rule.Table: 77, IsDeleted: false });
        await Sandbox.RunAsync("ip", "-n", red.Name, "rule", "del", "priority", "55");
        await UntilAsync<RuleChange>(changes, change => change is { Rule.Priority: 55, IsDeleted: true });
        await Sandbox.RunAsync("ip", "-n", red.Name, "link", "del", "dev", "a");
        await UntilAsync<LinkChange>(changes, change => change is { Link.Name: "a", IsDeleted: true });
    }

    [Fact]
    public async Task Forwarding_that_is_turned_on_and_off_is_told()
    {
        using var red = new TestNamespace();
        await using var changes = Watch(red.Namespace, WatchedTables.Links | WatchedTables.Forwarding);
        await UntilAsync<SnapshotEnded>(changes, _ => true);
        red.Namespace.WriteSysctl("net.ipv4.ip_forward", "1");
        await UntilAsync<ForwardingChange>(changes, change => change is { IsIpv6: false, IfIndex: null, IsOn: true });
        red.Namespace.WriteSysctl("net.ipv4.ip_forward", "0");
        await UntilAsync<ForwardingChange>(changes, change => change is { IsIpv6: false, IfIndex: 1, IsOn: false });
    }

    [Fact]
    public async Task Disciplines_that_come_and_go_are_told()
    {
        using var red = new TestNamespace();
        await Sandbox.RunAsync("ip", "-n", red.Name, "link", "add", "dev", "a", "type", "veth", "peer", "name", "b");
        await using var changes = Watch(red.Namespace, WatchedTables.Links | WatchedTables.Qdiscs);
        await UntilAsync<SnapshotEnded>(changes, _ => true);
        await Sandbox.RunAsync("tc", "-n", red.Name, "qdisc", "add", "dev", "a", "root", "tbf", "rate", "1mbit", "burst", "16k", "latency", "50ms");
        await UntilAsync<QdiscChange>(changes, change => change is { Qdisc: { Kind: "tbf", Settings: TokenBucket { BitsPerSecond: 1_000_000 } }, IsDeleted: false });
        await Sandbox.RunAsync("tc", "-n", red.Name, "qdisc", "del", "dev", "a", "root");
        await UntilAsync<QdiscChange>(changes, change => change is { Qdisc.Kind: "tbf", IsDeleted: true });
    }

    [Fact]
    public async Task Tables_of_nftables_that_change_are_named()
    {
        using var red = new TestNamespace();
        await using var changes = red.Namespace.WatchNftablesAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await changes.MoveNextAsync());
        Assert.Equal(new NftablesChange(null), changes.Current);
        Nftables.Run(red.Namespace, "add table inet one\nadd chain inet one c");
        Assert.True(await changes.MoveNextAsync().AsTask().WaitAsync(s_patience, TestContext.Current.CancellationToken));
        Assert.Equal(new NftablesChange("one"), changes.Current);
        Nftables.Run(red.Namespace, "add table ip two");
        do Assert.True(await changes.MoveNextAsync().AsTask().WaitAsync(s_patience, TestContext.Current.CancellationToken));
        while (changes.Current.Table != "two");
    }

    [Fact]
    public async Task Port_that_leaves_a_bridge_is_no_deleted_link()
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        route.NewBatch().AddBridge("br0", up: true).AddVeth(new VethEnd { Name = "p1", Master = "br0", Up = true }, new VethEnd { Name = "p2" }).Commit();
        await using var changes = Watch(red.Namespace, WatchedTables.Links);
        await UntilAsync<SnapshotEnded>(changes, _ => true);
        route.NewBatch().SetLink("p1", noMaster: true).SetLink("p1", alias: "the last change").Commit();
        var deleted = false;
        await UntilAsync<LinkChange>(changes, change =>
        {
            deleted |= change.IsDeleted;
            return change.Link.Alias == "the last change" && change.Link.MasterIfIndex is null;
        });
        Assert.False(deleted);
    }

    [Fact]
    public async Task Names_are_told_from_the_first_namespace_of_a_machine_on()
    {
        Sandbox.Require();
        using var here = NetworkNamespace.OpenCurrent();
        await using var changes = Watch(here, WatchedTables.Namespaces);
        Assert.IsType<SnapshotStarted>(await NextAsync(changes));
        await UntilAsync<SnapshotEnded>(changes, _ => true);
        NamedNamespaces.Create("watched-1");
        await UntilAsync<NamespaceChange>(changes, change => change is { Name: "watched-1", IsDeleted: false });
        await Sandbox.RunAsync("ip", "netns", "add", "watched-2");
        await UntilAsync<NamespaceChange>(changes, change => change is { Name: "watched-2", IsDeleted: false });
        await Sandbox.RunAsync("ip", "netns", "del", "watched-1");
        await UntilAsync<NamespaceChange>(changes, change => change is { Name: "watched-1", IsDeleted: true });
        NamedNamespaces.Delete("watched-2");
        await UntilAsync<NamespaceChange>(changes, change => change is { Name: "watched-2", IsDeleted: true });
    }

    [Fact]
    public async Task Slow_reader_loses_changes_and_gets_everything_again()
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        await using var changes = red.Namespace.WatchWithBufferAsync(WatchedTables.Links, bufferSize: 4096, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await UntilAsync<SnapshotEnded>(changes, _ => true);

        // The reader reads nothing meanwhile: the queue of the stream and the kernel's buffer fill up.
        var batch = route.NewBatch();
        for (var i = 0; i < 200; i++) batch.AddBridge($"br{i}");
        for (var i = 0; i < 100; i++) batch.DeleteLink($"br{i}");
        batch.Commit();
        var names = new HashSet<string>();
        var resyncs = 0;
        route.NewBatch().AddBridge("last").Commit();
        while (!names.Contains("last"))
        {
            switch (await NextAsync(changes))
            {
                case SnapshotStarted started:
                    resyncs += started.IsResync ? 1 : 0;
                    names.Clear();
                    break;
                case LinkChange { IsDeleted: true } change:
                    names.Remove(change.Link.Name);
                    break;
                case LinkChange change:
                    names.Add(change.Link.Name);
                    break;
            }
        }

        Assert.True(resyncs > 0, "a buffer of 4 KiB holds no 300 changes");
        Assert.Equal(route.GetLinks().Select(link => link.Name).Order(), names.Order());
    }

    [Fact]
    public async Task Duplicate_detection_is_waited_for_and_tells_who_failed()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        RouteTests.Connect(red, blue);
        using var inRed = red.Namespace.OpenRouteSocket();
        using var inBlue = blue.Namespace.OpenRouteSocket();
        var (taken, free) = (IPAddress.Parse("fd00::1"), IPAddress.Parse("fd00::2"));
        inBlue.NewBatch().AddAddress("eth0", taken, 64).Commit();
        var detect = new AddressOptions { DetectDuplicates = true };
        inRed.NewBatch().AddAddress("eth0", taken, 64, detect).AddAddress("eth0", free, 64, detect).Commit();
        Assert.Contains(inRed.GetAddresses(), address => address.IsTentative);
        var ifIndex = Assert.IsType<Link>(inRed.FindLink("eth0")).IfIndex;
        var after = await red.Namespace.WaitForDuplicateDetectionAsync(ifIndex, TestContext.Current.CancellationToken).WaitAsync(s_patience, TestContext.Current.CancellationToken);
        Assert.True(Assert.Single(after, address => address.Address.Equals(taken)).IsDuplicate);
        Assert.False(Assert.Single(after, address => address.Address.Equals(free)).IsDuplicate);
    }

    [Fact]
    public async Task Cancelled_stream_ends()
    {
        using var red = new TestNamespace();
        using var source = new CancellationTokenSource();
        await using var changes = red.Namespace.WatchAsync(WatchedTables.All, source.Token).GetAsyncEnumerator(source.Token);
        while (await NextAsync(changes) is not SnapshotEnded)
        {
        }

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (await changes.MoveNextAsync())
            {
            }
        });
    }

    private static IAsyncEnumerator<NetworkChange> Watch(NetworkNamespace ns, WatchedTables tables) =>
        ns.WatchAsync(tables, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

    private static async Task<NetworkChange> NextAsync(IAsyncEnumerator<NetworkChange> changes)
    {
        Assert.True(await changes.MoveNextAsync().AsTask().WaitAsync(s_patience, TestContext.Current.CancellationToken));
        return changes.Current;
    }

    private static async Task UntilAsync<T>(IAsyncEnumerator<NetworkChange> changes, Func<T, bool> isWanted)
        where T : NetworkChange
    {
        while (await NextAsync(changes) is not T change || !isWanted(change))
        {
        }
    }
}
