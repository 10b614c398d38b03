namespace OvsCtl.Netns.Tests.Kernel;

[Collection(SandboxCollection.Name)]
public sealed class NamespaceVisitTests
{
    private const string Ttl = "net.ipv4.ip_default_ttl";

    [Fact]
    public async Task New_namespaces_are_as_told_before_they_have_a_name()
    {
        Sandbox.Require();
        var visits = Enumerable.Range(0, 20).Select(i => NamespaceVisit.ToNew($"visit-{i}", new Dictionary<string, string> { [Ttl] = $"{100 + i}" })).ToList();
        NamespaceVisit.Run(visits);
        Assert.DoesNotContain("visit-", await Sandbox.RunAsync("ip", "netns", "list"), StringComparison.Ordinal);
        foreach (var (visit, i) in visits.Select((v, i) => (v, i)))
        {
            Assert.Null(visit.Failure);
            Assert.Empty(visit.SysctlFailures);
            using var socket = Assert.IsType<RouteSocket>(visit.Socket);
            using var ns = Assert.IsType<NetworkNamespace>(visit.Namespace);
            socket.NewBatch().SetLink("lo", up: true, alias: $"number {i}").Commit();
            NamedNamespaces.Attach($"visit-{i}", ns);
        }

        Assert.Equal("107", await Sandbox.RunAsync("ip", "netns", "exec", "visit-7", "cat", "/proc/sys/net/ipv4/ip_default_ttl"));
        Assert.Contains("alias number 19", await Sandbox.RunAsync("ip", "-n", "visit-19", "link", "show", "lo"), StringComparison.Ordinal);
        Assert.Equal(20, visits.Select(v => v.Namespace?.Inode).Distinct().Count());
        Assert.Empty(NamespaceExec.ThreadsOutsideNamespace());
        for (var i = 0; i < visits.Count; i++) NamedNamespaces.Delete($"visit-{i}");
    }

    [Fact]
    public void Namespace_without_a_name_ends_with_its_last_descriptor()
    {
        Sandbox.Require();
        var visit = NamespaceVisit.ToNew("brief");
        NamespaceVisit.Run([visit]);
        using var root = RouteSocket.Open();
        root.NewBatch().AddVeth(new VethEnd { Name = "brief0" }, new VethEnd { Name = "eth0", Namespace = visit.Namespace }).Commit();
        visit.Socket?.Dispose();
        visit.Namespace?.Dispose();
        // The kernel takes it down when it gets round to it, and its end of the veth takes the other one along.
        Assert.True(SpinWait.SpinUntil(() => root.FindLink("brief0") is null, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void What_fails_in_one_visit_is_noted_there_and_the_rest_is_done()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        var first = new NamespaceVisit(red.Namespace)
        {
            Write = [new("net.ipv4.nonsense", "1"), new(Ttl, "much"), new("net.ipv4.ip_forward", "1")],
            Read = ["net.ipv4.ip_forward", "net.ipv4.missing"],
        };
        var second = new NamespaceVisit(blue.Namespace) { Read = ["net.ipv4.ip_forward"], OpensSocket = true };
        NamespaceVisit.Run([first, second]);
        Assert.Null(first.Failure);
        Assert.Null(first.Socket);
        Assert.Equal(["net.ipv4.ip_default_ttl", "net.ipv4.missing", "net.ipv4.nonsense"], first.SysctlFailures.Keys.Order(StringComparer.Ordinal));
        Assert.Equal($"write sysctl {Ttl} = much in network namespace {red.Name}: Invalid argument (EINVAL)", first.SysctlFailures[Ttl].Message);
        Assert.Equal(("net.ipv4.ip_forward", "1"), Assert.Single(first.Values.Select(v => (v.Key, v.Value))));
        Assert.Equal("0", second.Values["net.ipv4.ip_forward"]);
        using var socket = Assert.IsType<RouteSocket>(second.Socket);
        Assert.Equal("lo", Assert.Single(socket.GetLinks()).Name);
    }

    [Fact]
    public void Value_of_any_length_is_read_whole()
    {
        using var red = new TestNamespace();
        const string Name = "net.ipv4.ip_local_reserved_ports";
        var value = string.Join(',', Enumerable.Range(0, 200).Select(i => $"{10000 + (2 * i)}"));
        red.Namespace.WriteSysctl(Name, value);
        var visit = new NamespaceVisit(red.Namespace) { Read = [Name] };
        NamespaceVisit.Run([visit]);
        Assert.Equal(value, visit.Values[Name]);
    }

    [Fact]
    public void Name_that_is_no_network_sysctl_is_refused_before_anything_is_done()
    {
        using var red = new TestNamespace();
        var good = new NamespaceVisit(red.Namespace) { Write = [new("net.ipv4.ip_forward", "1")] };
        Assert.Throws<ArgumentException>(() => NamespaceVisit.Run([good, new NamespaceVisit(red.Namespace) { Read = ["kernel.hostname"] }]));
        Assert.Equal("0", red.Namespace.ReadSysctl("net.ipv4.ip_forward"));
    }

    [Fact]
    public async Task Checksum_offload_is_set_through_a_socket_that_is_open()
    {
        using var red = new TestNamespace();
        using var socket = red.Namespace.OpenRouteSocket();
        socket.NewBatch().AddVeth(new VethEnd { Name = "v0" }, new VethEnd { Name = "v1" }).Commit();
        Assert.True(Ethtool.GetTransmitChecksumOffload(socket, "v0"));
        Ethtool.SetTransmitChecksumOffload(socket, "v0", on: false);
        Assert.False(Ethtool.GetTransmitChecksumOffload(socket, "v0"));
        Assert.True(Ethtool.GetTransmitChecksumOffload(red.Namespace, "v1"));
        Assert.Contains("tx-checksumming: off", await Sandbox.RunAsync("ip", "netns", "exec", red.Name, "ethtool", "-k", "v0"), StringComparison.Ordinal);
        Assert.Equal("ENODEV", Assert.Throws<NativeException>(() => Ethtool.GetTransmitChecksumOffload(socket, "v9")).ErrnoName);
    }

    [Fact]
    public void All_names_are_opened_and_stale_ones_told_apart()
    {
        using var red = new TestNamespace();
        File.WriteAllText($"{NamedNamespaces.Directory}/left-over", "");
        var open = NamedNamespaces.OpenAll(out var stale);
        try
        {
            Assert.Equal("left-over", Assert.Single(stale));
            Assert.Equal(red.Namespace.Inode, open[red.Name].Inode);
            Assert.DoesNotContain("left-over", open.Keys);
        }
        finally
        {
            foreach (var ns in open.Values) ns.Dispose();
            NamedNamespaces.Delete("left-over");
        }
    }
}
