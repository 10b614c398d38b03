using System.Globalization;

namespace OvsCtl.Netns.Tests.Kernel;

[Collection(SandboxCollection.Name)]
public sealed class NamespaceQueryTests
{
    [Fact]
    public void Peer_is_found_among_links_of_the_same_index_in_many_namespaces()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        using var green = new TestNamespace();
        using var route = RouteSocket.Open();

        // Every end is link 7 of its namespace, and so is a link of the third one.
        route.NewBatch()
            .AddVeth(new VethEnd { Name = "eth0", Namespace = red.Namespace, IfIndex = 7 }, new VethEnd { Name = "other", Namespace = blue.Namespace, IfIndex = 7 })
            .AddVeth(new VethEnd { Name = "decoy", Namespace = green.Namespace, IfIndex = 7 }, new VethEnd { Name = "decoy2", Namespace = green.Namespace, IfIndex = 8 })
            .Commit();
        var peer = Assert.IsType<LinkPeer>(LinkPeer.Find(red.Namespace, "eth0"));
        Assert.Equal(("other", blue.Namespace.Inode, false, null), (peer.Link.Name, peer.NamespaceInode, peer.IsHere, peer.ProcessId));
        Assert.Equal([blue.Name], peer.NamespaceNames);
        var near = Assert.IsType<LinkPeer>(LinkPeer.Find(green.Namespace, "decoy2"));
        Assert.Equal(("decoy", true), (near.Link.Name, near.IsHere));
        Assert.Null(LinkPeer.Find(red.Namespace, "lo"));
        Assert.Equal("ENODEV", Assert.Throws<NetlinkException>(() => LinkPeer.Find(red.Namespace, "missing")).ErrnoName);
    }

    [Fact]
    public async Task Peer_in_a_namespace_that_only_a_process_holds_is_found_by_the_process()
    {
        using var red = new TestNamespace();
        using var nameless = NetworkNamespace.Create();
        var process = nameless.Spawn(new SpawnOptions { Arguments = ["sleep", "1000"] });
        using var route = RouteSocket.Open();
        route.NewBatch().AddVeth(new VethEnd { Name = "eth0", Namespace = red.Namespace }, new VethEnd { Name = "inside", Namespace = nameless }).Commit();
        var peer = Assert.IsType<LinkPeer>(LinkPeer.Find(red.Namespace, "eth0"));
        Assert.Equal(("inside", process.Pid), (peer.Link.Name, peer.ProcessId));
        Assert.Empty(peer.NamespaceNames);
        process.Kill(9);
        await process.Exited;
    }

    [Fact]
    public async Task Processes_and_names_are_those_of_ip_netns()
    {
        using var red = new TestNamespace();
        var processes = Enumerable.Range(0, 3).Select(_ => red.Namespace.Spawn(new SpawnOptions { Arguments = ["sleep", "1000"] })).ToList();
        var pids = NamedNamespaces.Pids(red.Name);
        Assert.Equal(processes.Select(process => process.Pid).Order(), pids);
        Assert.Equal((await Sandbox.RunAsync("ip", "netns", "pids", red.Name)).Split('\n').Select(line => int.Parse(line, CultureInfo.InvariantCulture)).Order(), pids);
        Assert.Equal([red.Name], NamedNamespaces.Identify(pids[0]));
        Assert.Equal(red.Name, await Sandbox.RunAsync("ip", "netns", "identify", pids[0].ToString(CultureInfo.InvariantCulture)));
        Assert.Empty(NamedNamespaces.Identify(Environment.ProcessId));
        foreach (var process in processes)
        {
            process.Kill(9);
            await process.Exited;
        }

        Assert.Equal("ENOENT", Assert.Throws<NativeException>(() => NamedNamespaces.Identify(pids[0])).ErrnoName);
        Assert.Equal("ENOENT", Assert.Throws<NativeException>(() => NamedNamespaces.Pids("no-such-namespace")).ErrnoName);
    }

    [Fact]
    public async Task Ids_are_set_once_and_listed_as_ip_netns_does()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        using var route = RouteSocket.Open();
        route.SetNamespaceId(red.Namespace, 4712);
        Assert.Equal(4712, route.GetNamespaceId(red.Namespace));
        Assert.Contains("nsid 4712 ", await Sandbox.RunAsync("ip", "netns", "list-id"), StringComparison.Ordinal);
        Assert.Contains(4712, route.GetNamespaceIds());
        Assert.Equal("EEXIST", Assert.Throws<NetlinkException>(() => route.SetNamespaceId(red.Namespace, 4713)).ErrnoName);
        Assert.Equal($"set the id of network namespace {blue.Name} to 4712: File exists (EEXIST): The specified nsid is already used", Assert.Throws<NetlinkException>(() => route.SetNamespaceId(blue.Namespace, 4712)).Message);
        route.SetNamespaceId(blue.Namespace);
        Assert.NotNull(route.GetNamespaceId(blue.Namespace));
        Assert.Throws<ArgumentOutOfRangeException>(() => route.SetNamespaceId(blue.Namespace, -2));

        // What red knows, and by which id that one is known here.
        using var green = new TestNamespace();
        using var inside = red.Namespace.OpenRouteSocket();
        inside.SetNamespaceId(blue.Namespace, 11);
        inside.SetNamespaceId(green.Namespace, 12);
        Assert.Equal([new NamespaceId(11, route.GetNamespaceId(blue.Namespace)), new NamespaceId(12, null)], route.GetNamespaceIds(4712));
        Assert.Equal("EINVAL", Assert.Throws<NetlinkException>(() => route.GetNamespaceIds(4799)).ErrnoName);
    }

    [Fact]
    public async Task Same_name_made_by_two_at_once_is_made_by_one()
    {
        Sandbox.Require();
        for (var round = 0; round < 20; round++)
        {
            var name = $"race-{round}";
            var ours = Task.Run(() => Succeeds(() => NamedNamespaces.Create(name)), TestContext.Current.CancellationToken);
            var also = Task.Run(() => Succeeds(() => NamedNamespaces.Create(name)), TestContext.Current.CancellationToken);
            var theirs = await Sandbox.TryRunAsync("ip", "netns", "add", name);
            Assert.Equal(1, new[] { await ours, await also, theirs.ExitCode == 0 }.Count(made => made));
            NetworkNamespace.Open(name).Dispose();
            NamedNamespaces.Delete(name);
        }

        static bool Succeeds(Action create)
        {
            try
            {
                create();
                return true;
            }
            catch (NativeException e) when (e.ErrnoName == "EEXIST")
            {
                return false;
            }
        }
    }

    [Fact]
    public void Namespace_that_loses_its_name_meanwhile_still_works_while_it_is_open()
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        NamedNamespaces.Delete(red.Name);
        route.NewBatch().SetLink("lo", up: true).AddBridge("br0").Commit();
        Assert.NotNull(route.FindLink("br0"));
        Assert.Equal("ENOENT", Assert.Throws<NativeException>(() => NetworkNamespace.Open(red.Name)).ErrnoName);
        red.Namespace.Dispose();
        Assert.Throws<ObjectDisposedException>(() => red.Namespace.OpenRouteSocket());
    }
}
