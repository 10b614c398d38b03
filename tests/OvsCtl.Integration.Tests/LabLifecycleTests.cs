using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>Up, again, down; beside things that are not ours.</summary>
public sealed class LabLifecycleTests : DaemonFixture
{
    [Fact]
    public async Task Lab_comes_up_once_is_checked_and_goes_down_without_a_trace()
    {
        var before = await Machine.SnapshotAsync();

        Assert.StartsWith("lab red-blue is up: 5 hosts, 1 switch, 5 links", (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok(), StringComparison.Ordinal);
        Assert.Contains("nothing to do", (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok(), StringComparison.Ordinal);
        Assert.Contains("no changes", (await OvsCtlAsync("lab", "plan", "--exit-code", Labs.RedBlue)).Ok(), StringComparison.Ordinal);
        Assert.Contains("6 ok, 0 failed", (await OvsCtlAsync("lab", "check", "red-blue")).Ok(), StringComparison.Ordinal);

        Assert.Equal("blue\ngreen\ninternet\nred\nyellow\n", (await Programs.ShellAsync("ip netns list | sed 's/ (id.*//' | sort")).Ok());
        Assert.Contains("172.16.10.254/24", (await Programs.ShellAsync("ip -br address show v-net-0")).Ok(), StringComparison.Ordinal);
        Assert.Equal("1\n", (await Programs.ShellAsync("cat /proc/sys/net/ipv4/ip_forward")).Ok());
        Assert.Contains("fail_mode: secure", await VsctlAsync("show"), StringComparison.Ordinal);
        Assert.Equal("red-blue", (await VsctlAsync("get bridge v-net-0 external_ids:ovsctl-lab")).Trim().Trim('"'));
        Assert.NotEmpty(Machine.LabProcesses());

        Assert.StartsWith("lab red-blue is down", (await OvsCtlAsync("lab", "down", "red-blue")).Ok(), StringComparison.Ordinal);
        Assert.Equal(before, await Machine.SnapshotAsync());
        Assert.Empty(Machine.LabProcesses());
        Assert.DoesNotContain("Bridge", await VsctlAsync("show"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(RunDirectory, "run")));
        Assert.Empty(Directory.GetFiles(OvsDirectory, "*.controller"));
        (await OvsCtlAsync("lab", "down", "red-blue")).Ends(5);
    }

    [Theory]
    [InlineData("", "1")]
    [InlineData("sysctl: {net.ipv6.conf.all.disable_ipv6: 0}", "0")]
    public async Task An_interface_that_somebody_adds_to_a_host_speaks_IPv6_when_the_host_does(string host, string disabled)
    {
        var file = await WriteLabAsync($"lab: later\nhosts:\n  a: {{{host}}}\n");
        (await OvsCtlAsync("lab", "up", file)).Ok();
        Assert.Equal($"{disabled}\n{disabled}\n", (await Programs.ShellAsync("""
            ip -n a link add later type veth peer name later1
            ip netns exec a sysctl -n net.ipv6.conf.all.disable_ipv6 net.ipv6.conf.later.disable_ipv6
            """)).Ok());
        (await OvsCtlAsync("lab", "down", "later")).Ok();
    }

    [Fact]
    public async Task What_others_made_is_still_there_afterwards()
    {
        await Programs.ShellAsync("ip netns add foreign; ip link add foreign0 type veth peer name foreign1; nft add table inet foreign; nft add chain inet foreign c");
        await VsctlAsync("add-br foreign-br -- set bridge foreign-br datapath_type=netdev -- set bridge foreign-br external_ids:mine=yes");
        try
        {
            var (machine, database) = (await Machine.SnapshotAsync(), await VsctlAsync("show"));
            (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
            (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
            Assert.Equal(machine, await Machine.SnapshotAsync());
            Assert.Equal(database, await VsctlAsync("show"));
        }
        finally
        {
            await VsctlAsync("del-br foreign-br");
            await Programs.ShellAsync("ip netns del foreign; ip link del foreign0; nft delete table inet foreign");
        }
    }

    [Fact]
    public async Task Foreign_port_on_a_bridge_of_ours_stays_while_the_lab_is_applied_again()
    {
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        await VsctlAsync("add-port v-net-0 byhand -- set interface byhand type=internal");
        Assert.Contains("nothing to do", (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok(), StringComparison.Ordinal);
        Assert.Contains("byhand", await VsctlAsync("list-ports v-net-0"), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
    }

    [Fact]
    public async Task Changed_file_changes_what_differs()
    {
        const string Before = "lab: change\nswitches:\n  s1: {}\nhosts:\n  a: {s1: 10.9.0.1/24}\n  b: {s1: 10.9.0.2/24}\n";
        const string After = "lab: change\nswitches:\n  s1: {}\nhosts:\n  a: {s1: 10.9.0.11/24}\n  c: {s1: 10.9.0.3/24}\nchecks:\n  - ping: a <-> c\n  - flows: s1\n";
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Before))).Ok();
        var kept = (await Programs.ShellAsync("ip -n a -o link show eth0 | cut -d: -f1; stat -Lc %i /run/netns/a")).Ok();
        var after = await WriteLabAsync(After);
        var plan = (await OvsCtlAsync("lab", "plan", "--exit-code", after)).Ends(4).Out;
        Assert.Contains("host b", plan, StringComparison.Ordinal);
        Assert.Contains("host c", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("host a", plan, StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "up", after)).Ok();
        Assert.Equal(kept, (await Programs.ShellAsync("ip -n a -o link show eth0 | cut -d: -f1; stat -Lc %i /run/netns/a")).Ok());
        Assert.Contains("2 ok, 0 failed", (await OvsCtlAsync("lab", "check", "change")).Ok(), StringComparison.Ordinal);
        Assert.Contains("nothing to do", (await OvsCtlAsync("lab", "up", after)).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "change")).Ok();
    }

    [Fact]
    public async Task Forwarding_is_turned_off_by_the_last_lab_that_needs_it()
    {
        static string Lab(string name, int net) =>
            $"lab: {name}\nswitches:\n  sw{net}: {{address: 10.{net}.0.254/24}}\nhosts:\n  h{net}: {{sw{net}: 10.{net}.0.1/24}}\n  out{net}: {{}}\nlinks:\n  - {{root:up{net}: 192.0.{net}.1/24, out{net}:eth0: 192.0.{net}.2/24}}\nnat:\n  - {{from: 10.{net}.0.0/24, out: up{net}}}\n";
        var before = await Machine.SnapshotAsync();
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Lab("one", 1)))).Ok();
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Lab("two", 2)))).Ok();
        (await OvsCtlAsync("lab", "down", "one")).Ok();
        Assert.Equal("1\n", (await Programs.ShellAsync("cat /proc/sys/net/ipv4/ip_forward")).Ok());
        Assert.Contains("no changes", (await OvsCtlAsync("lab", "plan", "two")).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "two")).Ok();
        Assert.Equal(before, await Machine.SnapshotAsync());
    }

    [Fact]
    public async Task Down_works_from_the_marks_when_the_daemon_has_forgotten()
    {
        var before = await Machine.SnapshotAsync();
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        await StopDaemonAsync();
        Assert.NotEqual(before, await Machine.SnapshotAsync());
        Directory.Delete(Path.Combine(RunDirectory, "state"), recursive: true);
        await StartDaemonAsync("--ovs", "embedded");
        Assert.Contains("orphaned", (await OvsCtlAsync("lab", "list")).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
        Assert.Equal(before, await Machine.SnapshotAsync());
        Assert.Empty(Machine.LabProcesses());
    }

    [Fact]
    public async Task Gc_takes_what_labs_nobody_knows_left_behind_and_nothing_else()
    {
        Assert.Equal("nothing is left behind\n", (await OvsCtlAsync("lab", "gc")).Ok());
        (await Programs.ShellAsync("ip netns add others")).Ok();
        var before = await Machine.SnapshotAsync();
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        await StopDaemonAsync();
        Directory.Delete(Path.Combine(RunDirectory, "state"), recursive: true);
        await StartDaemonAsync("--ovs", "embedded");
        (await OvsCtlAsync("lab", "up", await WriteLabAsync("lab: known\nswitches: {k1: {}}\nhosts: {k: {k1: 10.99.0.1/24}}"))).Ok();
        Assert.StartsWith("lab: known\n", (await OvsCtlAsync("lab", "export", "known")).Ok(), StringComparison.Ordinal);
        Assert.Contains("there is known", (await OvsCtlAsync("lab", "export", "red-blue")).Ends(5).Error, StringComparison.Ordinal);

        var list = (await OvsCtlAsync("lab", "gc", "--dry-run")).Ok();
        Assert.StartsWith("lab red-blue, which this daemon does not know, has left behind:\n", list, StringComparison.Ordinal);
        foreach (var left in new[] { "host red", "bridge v-net-0", "ovsctl_red-blue" }) Assert.Contains(left, list, StringComparison.Ordinal);
        Assert.DoesNotContain("known:", list, StringComparison.Ordinal);
        Assert.DoesNotContain("k1", list, StringComparison.Ordinal);
        Assert.DoesNotContain("others", list, StringComparison.Ordinal);
        Assert.Contains("orphaned", (await OvsCtlAsync("lab", "list")).Ok(), StringComparison.Ordinal);

        Assert.StartsWith("lab red-blue is down", (await OvsCtlAsync("lab", "gc")).Ok(), StringComparison.Ordinal);
        Assert.Equal("nothing is left behind\n", (await OvsCtlAsync("lab", "gc")).Ok());
        (await OvsCtlAsync("lab", "down", "known")).Ok();
        Assert.Equal(before, await Machine.SnapshotAsync());
        Assert.Empty(Machine.LabProcesses());
        (await Programs.ShellAsync("ip netns del others")).Ok();
    }

    [Fact]
    public async Task No_thread_of_the_daemon_stays_in_a_lab()
    {
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        (await OvsCtlAsync("lab", "check", "red-blue")).Ok();
        var namespaces = Directory.GetDirectories($"/proc/{DaemonPid}/task").Select(t => new FileInfo($"{t}/ns/net").LinkTarget).Distinct().ToList();
        Assert.Equal([new FileInfo("/proc/self/ns/net").LinkTarget], namespaces);
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
    }
}
