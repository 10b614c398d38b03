using System.Diagnostics;
using System.Globalization;
using OvsCtl.Integration.Tests.Support;
using OvsCtl.Testing;

namespace OvsCtl.Integration.Tests;

/// <summary><c>ovsctl lab run</c>: a whole lab in namespaces of its own, which leave nothing however they end.</summary>
public sealed class LabRunTests : IAsyncLifetime
{
    // As root of a sandbox one can make a device node of one's own; in a user namespace the kernel does not allow it.
    private const string TunForEveryone = "mount -t tmpfs tmpfs /dev/net && mknod /dev/net/tun c 10 200 && chmod 666 /dev/net/tun";

    private string _before = "";
    private IReadOnlySet<int> _processes = new HashSet<int>();

    public async ValueTask InitializeAsync()
    {
        if (Sandbox.SkipReason is { } reason) Assert.Skip(reason);
        _before = await Machine.SnapshotAsync();
        _processes = Machine.Processes();
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(_before, await Machine.SnapshotAsync());
        await Eventually.TrueAsync(() => Machine.Processes().IsSubsetOf(_processes), "the end of every process that was started");
    }

    [Fact]
    public async Task Main_lab_runs_holds_and_goes()
    {
        var run = (await Programs.RunAsync(Programs.OvsCtl, ["lab", "run", Labs.RedBlue])).Ends(0);
        Assert.Contains("lab red-blue is up: 5 hosts, 1 switch, 5 links", run.Out, StringComparison.Ordinal);
        Assert.Contains("6 ok, 0 failed", run.Out, StringComparison.Ordinal);
        Assert.Contains("frames for blue:eth0 leave by its port", run.Out, StringComparison.Ordinal);
        Assert.Contains("lab red-blue is down", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Out + run.Error);
    }

    [Fact]
    public async Task Failing_check_ends_with_3()
    {
        using var file = new TemporaryLab("lab: x\nhosts:\n  a: {}\nlinks:\n  - {a: 10.9.0.1/24, root:r0: 10.9.0.2/24}\nchecks:\n  - no ping: a -> 10.9.0.2\n");
        Assert.Contains("FAIL  no ping: a -> 10.9.0.2", (await Programs.RunAsync(Programs.OvsCtl, ["lab", "run", file.Path])).Ends(3).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Route_and_arp_checks_see_what_is_there_and_what_is_not()
    {
        using var file = new TemporaryLab("""
            lab: x
            hosts:
              a: {routes: [default via 10.9.0.2]}
              b: {loopback: 10.8.0.1/32}
            links:
              - {a: 10.9.0.1/24, b: 10.9.0.2/24}
            checks:
              - route: a -> 10.8.0.1 via 10.9.0.2
              - {route: a -> b via 10.9.0.3, within: 100ms}
              - {no route: a -> 203.0.113.8, within: 100ms}
              - no route: b -> 203.0.113.8
              - arp: a -> b
              - {arp: a -> 10.9.0.77, within: 1500ms}
              - no arp: a -> 10.8.0.1
              - {no arp: b -> a, within: 100ms}
            """);
        var run = (await Programs.RunAsync(Programs.OvsCtl, ["lab", "run", file.Path])).Ends(3);
        Assert.Contains("ok    route: a -> 10.8.0.1 via 10.9.0.2  (default via 10.9.0.2 dev eth0)", run.Out, StringComparison.Ordinal);
        Assert.Contains("FAIL  route: a -> b via 10.9.0.3", run.Out, StringComparison.Ordinal);
        Assert.Contains("the route is 10.9.0.0/24 dev eth0, not via 10.9.0.3", run.Out, StringComparison.Ordinal);
        Assert.Contains("FAIL  no route: a -> 203.0.113.8", run.Out, StringComparison.Ordinal);
        Assert.Contains("ok    no route: b -> 203.0.113.8  (no route leads to 203.0.113.8)", run.Out, StringComparison.Ordinal);
        Assert.Contains("ok    arp: a -> b", run.Out, StringComparison.Ordinal);
        Assert.Contains("FAIL  arp: a -> 10.9.0.77", run.Out, StringComparison.Ordinal);
        Assert.Contains("ok    no arp: a -> 10.8.0.1", run.Out, StringComparison.Ordinal);
        Assert.Contains("FAIL  no arp: b -> a", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ordinary_user_needs_no_root()
    {
        if ((await Programs.ShellAsync($"unshare --mount sh -c '{TunForEveryone}'")).ExitCode != 0) Assert.Skip("this user may not make a device node for the test: run ./test.sh as root");
        // Nobody's home does not exist, and the clone may be below a directory that only root enters.
        using var copy = new PublishedCopy();
        var run = await Programs.ShellAsync(
            $"unshare --mount sh -c '{TunForEveryone} && exec setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/nonexistent {copy.OvsCtl} lab run {copy.Lab}'");
        Assert.Contains("6 ok, 0 failed", run.Ends(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_tun_device_is_named()
    {
        var run = (await Programs.ShellAsync($"unshare --mount sh -c 'mount -t tmpfs tmpfs /dev/net && exec {Programs.OvsCtl} lab run {Labs.RedBlue}'")).Ends(6);
        Assert.Contains("/dev/net/tun", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ordinary_user_without_access_to_the_tun_device_is_told()
    {
        using var copy = new PublishedCopy();
        var run = await Programs.ShellAsync(
            $"unshare --mount sh -c 'mount -t tmpfs tmpfs /dev/net && touch /dev/net/tun && chmod 600 /dev/net/tun && exec setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/nonexistent {copy.OvsCtl} lab run {copy.Lab}'");
        if (run.Error.Contains("setpriv", StringComparison.Ordinal)) Assert.Skip("this user may not become another: run ./test.sh as root");
        Assert.Contains("/dev/net/tun", run.Ends(6).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the program")]
    [InlineData("unshare")]
    [InlineData("the first process inside")]
    public async Task Kill_9_leaves_nothing(string victim)
    {
        using var run = await KeptAsync();
        var unshare = await ChildAsync(run.Id);
        var pid = victim switch { "unshare" => unshare, "the program" => run.Id, _ => await ChildAsync(unshare) };
        (await Programs.RunAsync("kill", ["-KILL", $"{pid}"])).Ok();
        await run.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.NotEqual(0, run.ExitCode);
    }

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task Kept_lab_is_used_from_another_terminal_and_ends_when_asked(string signal)
    {
        using var run = await KeptAsync();
        var first = await ChildAsync(await ChildAsync(run.Id));
        var outside = new Dictionary<string, string> { ["OVSCTL_SOCKET"] = $"/proc/{first}/root/run/ovsctl/ovsctl.sock" };
        Assert.Contains("red-blue", (await Programs.RunAsync(Programs.OvsCtl, ["lab", "list"], outside)).Ok(), StringComparison.Ordinal);
        Assert.Contains("172.16.10.1/24", (await Programs.RunAsync(Programs.OvsCtl, ["exec", "red", "--", "ip", "-br", "address"], outside)).Ok(), StringComparison.Ordinal);
        Assert.Equal(9, (await Programs.RunAsync(Programs.OvsCtl, ["exec", "red", "--", "sh", "-c", "exit 9"], outside)).ExitCode);
        Assert.Equal(127, (await Programs.RunAsync(Programs.OvsCtl, ["exec", "red", "--", "no-such-program"], outside)).ExitCode);
        Assert.Equal(125, (await Programs.RunAsync(Programs.OvsCtl, ["exec", "purple", "--", "true"], outside)).ExitCode);
        Assert.Contains("blue", (await Programs.RunAsync(Programs.OvsCtl, ["netns", "list"], outside)).Ok(), StringComparison.Ordinal);
        Assert.Contains("goto_table:1", (await Programs.RunAsync(Programs.OvsCtl, ["flow", "list", "v-net-0"], outside)).Ok(), StringComparison.Ordinal);
        Assert.Equal(0, (await Programs.RunAsync(Programs.OvsCtl, ["ping", "red", "blue", "-c", "2", "-i", "0.1"], outside)).ExitCode);
        Assert.Equal(1, (await Programs.RunAsync(Programs.OvsCtl, ["ping", "green", "203.0.113.8", "-c", "1"], outside)).ExitCode);
        (await Programs.RunAsync("kill", [signal, $"{run.Id}"])).Ok();
        var ended = await Programs.EndAsync(run);
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("lab red-blue is down", ended.Out, StringComparison.Ordinal);
    }

    private static async Task<Process> KeptAsync()
    {
        var run = Programs.Start(Programs.OvsCtl, ["lab", "run", "--keep", Labs.RedBlue]);
        await WaitForInvitationAsync(run).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return run;
    }

    /// <summary>Until it says how to use the lab from a second terminal.</summary>
    private static async Task WaitForInvitationAsync(Process run)
    {
        var said = "";
        while (await run.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            said += line + "\n";
            if (line.Contains("OVSCTL_SOCKET", StringComparison.Ordinal)) return;
        }

        throw new InvalidOperationException($"lab run --keep ended: {said}");
    }

    private static async Task<int> ChildAsync(int pid) =>
        int.Parse((await File.ReadAllTextAsync($"/proc/{pid}/task/{pid}/children")).Split(' ')[0], CultureInfo.InvariantCulture);
}
