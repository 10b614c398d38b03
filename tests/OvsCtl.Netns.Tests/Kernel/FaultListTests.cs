using System.Net;
using System.Runtime.InteropServices;

namespace OvsCtl.Netns.Tests.Kernel;

/// <summary>
/// The faults that a user of the library must be able to tell apart. Those with a test of their own elsewhere: the same name twice at once
/// (<see cref="NamespaceQueryTests"/>), namespaces that vanish (there and in <see cref="RaceTests"/>), interrupted dumps (<see cref="RaceTests"/>),
/// ENOBUFS (<see cref="WatchTests"/>), duplicate IPv6 addresses (<see cref="WatchTests"/>), disciplines this kernel lacks (<see cref="QdiscTests"/>),
/// damaged answers (<see cref="Messages.AnswerFuzzTests"/>). The same at the command line: KernelFaultTests of OvsCtl.Cli.Tests.
/// </summary>
[Collection(SandboxCollection.Name)]
public sealed class FaultListTests
{
    public static TheoryData<string> BadNames() => ["", ".", "..", "a/b", "/etc", "a\0b", new string('x', 256), new string('é', 128)];

    public static TheoryData<string> BadLinkNames() => ["", ".", "..", "a/b", "a:b", "a b", "a\tb", "a\0b", "abcdefghijklmnop", "éééééééé"];

    [Theory]
    [MemberData(nameof(BadNames))]
    public void Names_of_namespaces_that_cannot_be_are_refused_by_every_call(string name)
    {
        Sandbox.Require();
        using var here = NetworkNamespace.OpenCurrent();
        foreach (var call in (Action[])[() => NamedNamespaces.Create(name), () => NamedNamespaces.CreateMany(["good", name]), () => NamedNamespaces.Attach(name, here), () => NamedNamespaces.Attach(name, 1), () => NamedNamespaces.Delete(name), () => NamedNamespaces.Exists(name), () => NamedNamespaces.Pids(name), () => NetworkNamespace.Open(name)])
            Assert.Throws<ArgumentException>(call);
        Assert.False(NamedNamespaces.Exists("good"));
    }

    [Theory]
    [MemberData(nameof(BadLinkNames))]
    public void Names_of_links_that_cannot_be_are_refused_before_anything_is_sent(string name)
    {
        Sandbox.Require();
        using var route = RouteSocket.Open();
        var batch = route.NewBatch();
        foreach (var call in (Action[])[() => batch.AddBridge(name), () => batch.AddVeth(new VethEnd { Name = "v0" }, new VethEnd { Name = name }), () => batch.AddVeth(new VethEnd { Name = name }, new VethEnd { Name = "v0" }), () => batch.AddLink(new NewDummy { Name = name }), () => batch.SetLink("lo", newName: name), () => batch.AddRule(new Rule { InputInterface = name })])
            Assert.Throws<ArgumentException>(call);
        Assert.Equal(0, batch.Count);
    }

    [Fact]
    public void Names_that_are_taken_are_named_and_what_has_them_stays_as_it_is()
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        var taken = Assert.Throws<NativeException>(() => NamedNamespaces.Create(red.Name));
        Assert.Equal(("EEXIST", $"create network namespace {red.Name}: File exists (EEXIST)"), (taken.ErrnoName, taken.Message));
        Assert.Equal(red.Namespace.Inode, Assert.Single(NamedNamespaces.List(), entry => entry.Name == red.Name).Inode);
        route.NewBatch().AddBridge("br0").AddVeth(new VethEnd { Name = "v0" }, new VethEnd { Name = "v1" }).AddAlternativeName("v0", "long-name-of-the-first-end").Commit();
        var failures = route.NewBatch()
            .AddBridge("v0")
            .AddVeth(new VethEnd { Name = "v2" }, new VethEnd { Name = "v1" })
            .SetLink("br0", newName: "v1")
            .AddAlternativeName("br0", "long-name-of-the-first-end")
            .TryCommit();
        Assert.All(failures, failure => Assert.Equal("EEXIST", failure?.ErrnoName));
        Assert.Null(route.FindLink("v2"));
        Assert.Equal("bridge", route.FindLink("br0")?.Kind);
    }

    /// <summary>Every refusal for which the kernel has words: they are in the exception, behind what was being done and to what.</summary>
    [Fact]
    public void Refusals_carry_the_words_of_the_kernel()
    {
        using var red = new TestNamespace();
        using var blue = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        RouteTests.Connect(red, blue);
        route.NewBatch().AddBridge("br0").AddBridge("br1").AddRule(new Rule { Priority = 60, Table = 7 }).AddAddress("eth0", IPAddress.Parse("fd00::77"), 64).Commit();
        var refusals = route.NewBatch()
            .AddAddress("eth0", IPAddress.Parse("10.0.0.1"), 24)
            .AddAddress("eth0", IPAddress.Parse("fd00::77"), 64)
            .AddRoute(IPNetwork.Parse("198.51.100.0/24"), IPAddress.Parse("192.0.2.1"), null)
            .AddRoute(new Route { Destination = IPNetwork.Parse("198.51.100.0/24"), Gateway = IPAddress.Parse("10.0.0.2"), PreferredSource = IPAddress.Parse("192.0.2.77") })
            .AddRule(new Rule { Priority = 61, Action = RuleAction.GoTo, Target = 60 })
            .SetLink("br1", master: (LinkRef)"br0")
            .SetLink("eth0", mtu: 1_000_000)
            .SetLink("lo", moveTo: blue.Namespace)
            .TryCommit();
        var text = string.Join('\n', refusals.Select(refusal => refusal?.Message ?? "done"));
        Assert.All(refusals, refusal => Assert.False(string.IsNullOrEmpty(refusal?.KernelMessage), text));
        Assert.StartsWith("add address 10.0.0.1/24 on link eth0: File exists (EEXIST): ", refusals[0]?.Message, StringComparison.Ordinal);
        Assert.StartsWith("add route 198.51.100.0/24 via 192.0.2.1: Network is unreachable (ENETUNREACH): ", refusals[2]?.Message, StringComparison.Ordinal);
        // The veth to blue has brought about an id already.
        var again = Assert.Throws<NetlinkException>(() => route.SetNamespaceId(blue.Namespace, 41));
        Assert.False(string.IsNullOrEmpty(again.KernelMessage), again.Message);
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        using var red = new TestNamespace();
        using var route = red.Namespace.OpenRouteSocket();
        var failures = route.NewBatch()
            .SetLink("nosuch", up: true)
            .DeleteLink("nosuch")
            .AddAddress("nosuch", IPAddress.Loopback, 8)
            .DeleteAddress("lo", IPAddress.Parse("10.0.0.1"), 8)
            .DeleteRoute(new Route { Destination = IPNetwork.Parse("10.0.0.0/8") })
            .DeleteNeighbour("lo", IPAddress.Parse("10.0.0.1"))
            .DeleteRule(new Rule { Priority = 4711 })
            .TryCommit();
        Assert.Equal(["ENODEV", "ENODEV", "ENODEV", "EADDRNOTAVAIL", "ESRCH", "ENOENT", "ENOENT"], failures.Select(failure => failure?.ErrnoName));
        Assert.All(failures.Take(3), failure => Assert.Contains("link nosuch", failure?.Message, StringComparison.Ordinal));
        Assert.Equal("ENOENT", Assert.Throws<NativeException>(() => NamedNamespaces.Delete("nosuch")).ErrnoName);
        Assert.Equal("ENOENT", Assert.Throws<NativeException>(() => NamedNamespaces.Pids("nosuch")).ErrnoName);
        Assert.Equal("ENODEV", Assert.Throws<NetlinkException>(() => LinkPeer.Find(red.Namespace, "nosuch")).ErrnoName);
    }

    [Fact]
    public void Without_the_privilege_the_refusal_is_EPERM()
    {
        using var red = new TestNamespace();
        using var inside = red.Namespace.OpenRouteSocket();
        var errors = new List<string>();
        Exception? unexpected = null;
        var thread = new Thread(() =>
        {
            try
            {
                Unprivileged(errors, inside);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                unexpected = e;
            }
        });
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(60)));
        Assert.Null(unexpected);
        Assert.Equal(["EPERM", "EPERM", "EPERM"], errors);
        Assert.NotNull(inside.FindLink("lo"));
    }

    // Only this thread stops being root: a raw system call, unlike the C library's function, does not reach the others.
    private static void Unprivileged(List<string> errors, RouteSocket inside)
    {
        const uint Nobody = 65534;
        Assert.Equal(0, syscall(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 147 : 117, Nobody, Nobody, Nobody));
        using var own = RouteSocket.Open();
        errors.Add(Assert.Throws<NetlinkException>(() => own.NewBatch().AddBridge("br0").Commit()).ErrnoName);
        errors.Add(Assert.Throws<NetlinkException>(() => own.NewBatch().AddAddress("lo", IPAddress.Parse("10.0.0.1"), 8).Commit()).ErrnoName);
        // A socket that a privileged thread has opened is no way round.
        errors.Add(Assert.Throws<NetlinkException>(() => inside.NewBatch().AddBridge("br0").Commit()).ErrnoName);
        Assert.NotEmpty(own.GetLinks());
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
#pragma warning disable SYSLIB1054, SA1300, IDE1006
    private static extern nint syscall(nint number, uint real, uint effective, uint saved);
#pragma warning restore SYSLIB1054, SA1300, IDE1006
}
