using System.Globalization;
using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>What was asked for outlives the daemon, however that ends, and so does the network.</summary>
public sealed class RestartTests : DaemonFixture
{
    [Fact]
    public async Task Restarted_daemon_goes_on_from_the_database_and_changes_nothing()
    {
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        var identity = await IdentityAsync();
        await KillDaemonAsync();
        await StartDaemonAsync("--ovs", "embedded");
        await Eventually.TrueAsync(async () => (await OvsCtlAsync("lab", "status", "red-blue")).Out.StartsWith("lab red-blue: up", StringComparison.Ordinal), "the first look");
        Assert.Contains("no changes", (await OvsCtlAsync("lab", "plan", "--exit-code", Labs.RedBlue)).Ok(), StringComparison.Ordinal);
        Assert.Equal(identity, await IdentityAsync());
        Assert.Contains("6 ok, 0 failed", (await OvsCtlAsync("lab", "check", "red-blue")).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
    }

    [Fact]
    public async Task What_broke_while_no_daemon_was_there_is_mended_by_the_next_without_anybody_asking()
    {
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        var flows = await OfctlAsync("--no-stats dump-flows", "v-net-0", "| sort");
        await KillDaemonAsync();
        await OfctlAsync("del-flows", "v-net-0");
        (await Programs.ShellAsync("ip -n red address flush dev eth0")).Ok();
        await StartDaemonAsync("--ovs", "embedded");
        // Seen with other tools alone: a question to the daemon would make it look.
        await Eventually.EqualAsync(flows, () => OfctlAsync("--no-stats dump-flows", "v-net-0", "| sort"));
        await Eventually.TrueAsync(async () => (await Programs.ShellAsync("ip -n red -o address show eth0")).Out.Contains("172.16.10.1/24", StringComparison.Ordinal), "the address");
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
    }

    [Fact]
    public async Task Ping_loses_nothing_while_the_daemon_is_killed_and_started()
    {
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        using var ping = Programs.Start("ip", ["netns", "exec", "red", "ping", "-n", "-q", "-i", "0.1", "172.16.10.5"]);
        await KillDaemonAsync();
        await StartDaemonAsync("--ovs", "embedded");
        await Eventually.TrueAsync(async () => (await OvsCtlAsync("lab", "plan", "--exit-code", Labs.RedBlue)).ExitCode == 0, "the daemon's first look");
        (await Programs.RunAsync("kill", ["-INT", $"{ping.Id}"])).Ok();
        var summary = (await Programs.EndAsync(ping)).Out;
        var counts = summary.Split('\n').Single(l => l.Contains("packets transmitted", StringComparison.Ordinal)).Split(' ');
        var (sent, received) = (int.Parse(counts[0], CultureInfo.InvariantCulture), int.Parse(counts[3], CultureInfo.InvariantCulture));
        Assert.True(sent >= 5, summary);
        // The last may still be on its way when ping is told to end.
        Assert.True(sent - received <= 1, summary);
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
    }

    [Fact]
    public async Task Database_can_be_read_by_the_tools_of_Open_vSwitch()
    {
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        await Eventually.TrueAsync(async () => (await DumpAsync("Condition")).Contains("NothingToDo", StringComparison.Ordinal), "the status");
        var lab = await DumpAsync("Lab");
        Assert.Contains("red-blue", lab, StringComparison.Ordinal);
        Assert.Contains("lab: red-blue", lab, StringComparison.Ordinal);
        var objects = await DumpAsync("Lab_Object kind name");
        foreach (var expected in new[] { "host,red", "host,internet", "switch,v-net-0", "nat,ovsctl_red-blue" }) Assert.Contains(expected, objects, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(StateDirectory));
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
        Assert.DoesNotContain("red", await DumpAsync("Lab_Object"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_database_server_comes_back_with_what_it_had()
    {
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        (await Programs.ShellAsync($"pkill -9 -f '[p]unix:{StateDirectory}/db.sock'")).Ok();
        (await OvsCtlAsync("lab", "pause", "red-blue")).Ok();
        Assert.Contains("red-blue", await DumpAsync("Lab"), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
    }

    private string StateDirectory => Path.Combine(RunDirectory, "state");

    private async Task<string> DumpAsync(string table) =>
        (await Programs.ShellAsync($"ovsdb-client dump --format=csv unix:{StateDirectory}/db.sock OvsCtl {table}")).Ok();

    private static async Task<string> IdentityAsync() =>
        (await Programs.ShellAsync("for h in red blue green yellow internet; do stat -Lc %i /run/netns/$h; ip -n $h -o link show | cut -d: -f1,2; done; ip -o link | cut -d: -f1,2 | grep -v netdev")).Ok();
}
