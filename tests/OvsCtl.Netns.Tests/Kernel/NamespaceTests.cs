using System.Net.Sockets;

namespace OvsCtl.Netns.Tests.Kernel;

[Collection(SandboxCollection.Name)]
public sealed class NamespaceTests
{
    [Fact]
    public async Task Namespace_made_here_is_known_to_ip_netns()
    {
        using var red = new TestNamespace();
        Assert.Contains(red.Name, await Sandbox.RunAsync("ip", "netns", "list"), StringComparison.Ordinal);
        Assert.Contains("lo", await Sandbox.RunAsync("ip", "netns", "exec", red.Name, "ls", "/sys/class/net"), StringComparison.Ordinal);
        await Sandbox.RunAsync("ip", "netns", "delete", red.Name);
        Assert.False(NamedNamespaces.Exists(red.Name));
    }

    [Fact]
    public async Task Namespace_made_by_ip_netns_is_known_here()
    {
        Sandbox.Require();
        await Sandbox.RunAsync("ip", "netns", "add", "by-ip");
        using (var ns = NetworkNamespace.Open("by-ip"))
        {
            var entry = Assert.Single(NamedNamespaces.List(), entry => entry.Name == "by-ip");
            Assert.False(entry.IsStale);
            Assert.Equal(ns.Inode, entry.Inode);
        }

        NamedNamespaces.Delete("by-ip");
        Assert.DoesNotContain("by-ip", await Sandbox.RunAsync("ip", "netns", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public void Stale_file_is_listed_as_stale_and_can_be_deleted()
    {
        using var first = new TestNamespace(); // makes /run/netns
        File.WriteAllText($"{NamedNamespaces.Directory}/stale", "");
        Assert.True(Assert.Single(NamedNamespaces.List(), entry => entry.Name == "stale").IsStale);
        Assert.Equal("EINVAL", Assert.Throws<NativeException>(() => NetworkNamespace.Open("stale")).ErrnoName);
        NamedNamespaces.Delete("stale");
        Assert.False(NamedNamespaces.Exists("stale"));
    }

    [Fact]
    public void Creation_of_many_stops_at_the_name_that_is_taken_and_names_it()
    {
        using var taken = new TestNamespace();
        var error = Assert.Throws<NativeException>(() => NamedNamespaces.CreateMany(["many-1", taken.Name, "many-2"]));
        Assert.Equal($"create network namespace {taken.Name}: File exists (EEXIST)", error.Message);
        Assert.True(NamedNamespaces.Exists("many-1"));
        Assert.False(NamedNamespaces.Exists("many-2"));
        NamedNamespaces.Delete("many-1");
        Assert.Equal("ENOENT", Assert.Throws<NativeException>(() => NamedNamespaces.Delete("many-1")).ErrnoName);
    }

    [Fact]
    public async Task Namespace_id_is_reported_once_one_was_given_out()
    {
        using var red = new TestNamespace();
        Assert.Null(Assert.Single(NamedNamespaces.List(), entry => entry.Name == red.Name).NsId);
        await Sandbox.RunAsync("ip", "netns", "set", red.Name, "4711");
        Assert.Equal(4711, Assert.Single(NamedNamespaces.List(), entry => entry.Name == red.Name).NsId);
    }

    [Fact]
    public async Task Nameless_namespace_gets_names_and_lives_by_them()
    {
        Sandbox.Require();
        using var nameless = NetworkNamespace.Create();
        using var here = NetworkNamespace.OpenCurrent();
        Assert.NotEqual(here.Inode, nameless.Inode);
        NamedNamespaces.Attach("reserve-1", nameless);
        Assert.Equal("EEXIST", Assert.Throws<NativeException>(() => NamedNamespaces.Attach("reserve-1", nameless)).ErrnoName);
        NamedNamespaces.Attach("reserve-2", nameless);
        nameless.Dispose();
        Assert.Contains("lo", await Sandbox.RunAsync("ip", "-n", "reserve-2", "link"), StringComparison.Ordinal);
        Assert.Equal(2, NamedNamespaces.List().Count(entry => entry.Inode == nameless.Inode));
        NamedNamespaces.Delete("reserve-1");
        NamedNamespaces.Delete("reserve-2");
        Assert.Empty(NamespaceExec.ThreadsOutsideNamespace());
    }

    [Fact]
    public async Task Namespace_of_a_process_gets_a_name_and_outlives_it()
    {
        using var red = new TestNamespace();
        var process = red.Namespace.Spawn(new SpawnOptions { Arguments = ["sleep", "1000"] });
        NamedNamespaces.Attach("of-process", process.Pid);
        Assert.Equal(process.Pid.ToString(System.Globalization.CultureInfo.InvariantCulture), await Sandbox.RunAsync("ip", "netns", "pids", "of-process"));
        process.Kill(9);
        await process.Exited;
        using (var still = NetworkNamespace.Open("of-process")) Assert.Equal(red.Namespace.Inode, still.Inode);
        NamedNamespaces.Delete("of-process");
        var error = Assert.Throws<NativeException>(() => NamedNamespaces.Attach("of-nobody", process.Pid));
        Assert.Equal("ENOENT", error.ErrnoName);
        Assert.False(NamedNamespaces.Exists("of-nobody"));
    }

    [Fact]
    public async Task Deleted_name_leaves_the_namespace_to_the_process_that_lives_in_it()
    {
        using var red = new TestNamespace();
        var process = red.Namespace.Spawn(new SpawnOptions { Arguments = ["sleep", "1000"] });
        NamedNamespaces.Delete(red.Name);
        using (var still = NetworkNamespace.OpenProcess(process.Pid)) Assert.Equal(red.Namespace.Inode, still.Inode);
        Assert.Equal([process.Pid], ProcessTable.InNamespace(red.Namespace.Inode));
        process.Kill(9);
        Assert.Equal(137, await process.Exited);
    }

    [Fact]
    public async Task Sysctl_is_that_of_the_namespace()
    {
        using var red = new TestNamespace();
        const string Name = "net.ipv4.ip_forward";
        using var here = NetworkNamespace.OpenCurrent();
        here.WriteSysctl(Name, "0");
        red.Namespace.WriteSysctl(Name, "1");
        Assert.Equal("1", red.Namespace.ReadSysctl(Name));
        Assert.Equal("0", here.ReadSysctl(Name));
        Assert.Equal("1", await Sandbox.RunAsync("ip", "netns", "exec", red.Name, "cat", "/proc/sys/net/ipv4/ip_forward"));
        Assert.StartsWith("write sysctl net.ipv4.ip_forward = x: ", Assert.Throws<NativeException>(() => red.Namespace.WriteSysctl(Name, "x")).Message, StringComparison.Ordinal);
        Assert.Equal("read sysctl net.ipv4.nonsense: No such file or directory (ENOENT)", Assert.Throws<NativeException>(() => red.Namespace.ReadSysctl("net.ipv4.nonsense")).Message);
    }

    [Fact]
    public void Body_runs_inside_and_its_exception_comes_back()
    {
        using var red = new TestNamespace();
        using var inside = red.Namespace.Run(NetworkNamespace.OpenCurrent);
        Assert.Equal(red.Namespace.Inode, inside.Inode);
        Assert.Throws<InvalidTimeZoneException>(() => red.Namespace.Run<int>(() => throw new InvalidTimeZoneException()));
        Assert.Empty(NamespaceExec.ThreadsOutsideNamespace());
    }

    [Fact]
    public async Task No_thread_is_left_in_a_namespace_after_everything_at_once()
    {
        Sandbox.Require();
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"stress-{i}")];
        NamedNamespaces.CreateMany(names);
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = TestContext.Current.CancellationToken }, async (i, token) =>
        {
            using var ns = NetworkNamespace.Open(names[i % names.Length]);
            using var socket = ns.CreateSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            ns.WriteSysctl("net.ipv4.ip_forward", "1");
            using var route = ns.OpenRouteSocket();
            route.NewBatch().SetLink("lo", up: true).Commit();
            if (i % 10 == 0)
            {
                NamedNamespaces.Create($"stress-extra-{i}");
                Assert.Equal(0, await ns.Spawn(new SpawnOptions { Arguments = ["true"] }).Exited.WaitAsync(token));
            }

            // Keeps the pool growing while threads are inside.
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ns.Run(() => 1), token)));
        });
        Assert.Empty(NamespaceExec.ThreadsOutsideNamespace());
        foreach (var entry in NamedNamespaces.List().Where(entry => entry.Name.StartsWith("stress-", StringComparison.Ordinal))) NamedNamespaces.Delete(entry.Name);
    }

    [Fact]
    public async Task Udp_between_two_namespaces_is_driven_from_ordinary_threads()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        RouteTests.Connect(red, blue);
        using var receiver = red.Namespace.CreateSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using var sender = blue.Namespace.CreateSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        receiver.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Parse("10.0.0.1"), 7));
        await sender.SendToAsync("hi"u8.ToArray(), new System.Net.IPEndPoint(System.Net.IPAddress.Parse("10.0.0.1"), 7));
        var buffer = new byte[10];
        Assert.Equal(2, await receiver.ReceiveAsync(buffer, TestContext.Current.CancellationToken));
        Assert.Empty(NamespaceExec.ThreadsOutsideNamespace());
    }
}
