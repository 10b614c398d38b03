using System.Net;
using System.Net.Sockets;
using System.Text;
using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>The daemon as a service: what it tells its manager, where its options come from, what it counts.</summary>
public sealed class ServiceTests : DaemonFixture
{
    public override async ValueTask InitializeAsync()
    {
        if (OvsCtl.Testing.Sandbox.SkipReason is { } reason) Assert.Skip(reason);
        await Task.CompletedTask; // each test starts a daemon of its own
    }

    [Fact]
    public async Task Manager_hears_that_it_is_ready_alive_and_stopping()
    {
        var path = Path.Combine(RunDirectory, "notify.sock");
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(path));
        DaemonEnvironment["NOTIFY_SOCKET"] = path;
        DaemonEnvironment["WATCHDOG_USEC"] = "200000";
        await StartDaemonAsync("--ovs", "embedded");
        await HearsAsync(manager, "READY=1");
        await HearsAsync(manager, "WATCHDOG=1");
        await StopDaemonAsync();
        await HearsAsync(manager, "STOPPING=1");
    }

    [Fact]
    public async Task Unit_is_accepted_by_systemd_without_a_word()
    {
        if ((await Programs.ShellAsync("command -v systemd-analyze")).ExitCode != 0) Assert.Skip("needs systemd-analyze (package systemd)");
        // The program need not be installed for that, but something must be there to start.
        var unit = (await File.ReadAllTextAsync(Path.Combine(Labs.Root(), "packaging", "ovsctld.service"), TestContext.Current.CancellationToken))
            .Replace("ExecStart=/usr/bin/ovsctld", $"ExecStart={Programs.OvsCtlDaemon}", StringComparison.Ordinal);
        Assert.Contains(Programs.OvsCtlDaemon, unit, StringComparison.Ordinal);
        var path = Path.Combine(RunDirectory, "ovsctld.service");
        await File.WriteAllTextAsync(path, unit, TestContext.Current.CancellationToken);
        var verified = (await Programs.RunAsync("systemd-analyze", ["verify", "--man=no", path])).Ends(0);
        // It reads other units of the machine as well, and may have something to say about those.
        Assert.DoesNotContain("ovsctld.service", verified.Out + verified.Error, StringComparison.Ordinal);
        // What it does not know it ignores, and says so: silence is the proof.
        await File.WriteAllTextAsync(path, unit.Replace("Type=notify", "Typo=notify", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Contains("Typo", (await Programs.RunAsync("systemd-analyze", ["verify", "--man=no", path])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_come_from_the_command_line_then_the_environment_then_the_file()
    {
        var file = Path.Combine(RunDirectory, "options.json");
        await File.WriteAllTextAsync(file, """{"ovs": "embedded", "log-format": "text", "metrics": "127.0.0.1:9465"}""", TestContext.Current.CancellationToken);
        DaemonEnvironment["OVSCTLD_LOG_FORMAT"] = "json";
        await StartDaemonAsync("--config", file, "--metrics", "127.0.0.1:9466");
        Assert.StartsWith("{", (await File.ReadAllTextAsync(Path.Combine(RunDirectory, "daemon.log"), TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        using var http = new HttpClient();
        Assert.Contains("ovsctl_labs{state=\"up\"} 0", await http.GetStringAsync(new Uri("http://127.0.0.1:9466/metrics"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await StopDaemonAsync();
    }

    [Theory]
    [InlineData("""{"ovz": "system"}""", "unknown key 'ovz'")]
    [InlineData("""{"ovs": "sistem"}""", "ovs: ")]
    [InlineData("""{"ovs": ["embedded",""", "options.json: ")]
    [InlineData("""{"metrics": "everywhere"}""", "'everywhere' is no address and port")]
    public async Task Wrong_options_end_it_at_once_with_2_and_say_where(string text, string said)
    {
        var file = Path.Combine(RunDirectory, "options.json");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        var run = (await Programs.RunAsync(Programs.OvsCtlDaemon, ["--config", file])).Ends(2);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_count_what_was_healed_and_nothing_else_is_served_there()
    {
        await StartDaemonAsync("--ovs", "embedded", "--metrics", "127.0.0.1:9467");
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        (await Programs.ShellAsync("ip -n red address flush dev eth0")).Ok();
        using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:9467") };
        await Eventually.TrueAsync(async () => Value(await http.GetStringAsync("/metrics", TestContext.Current.CancellationToken), "ovsctl_heals_total") >= 2, "the address and the route counted");
        await OfctlAsync("packet-out", "v-net-0", "'in_port=local packet=ffffffffffff0200000000018888 actions=controller'");
        await Eventually.TrueAsync(async () => Value(await http.GetStringAsync("/metrics", TestContext.Current.CancellationToken), "ovsctl_packet_ins_total{bridge=\"v-net-0\"}") >= 1, "the packet counted");
        var page = await http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Equal(1, Value(page, "ovsctl_labs{state=\"up\"}"));
        Assert.True(Value(page, "ovsctl_flow_mods_total") >= 15, page);
        Assert.Equal(0, Value(page, "ovsctl_queue_drops_total"));
        Assert.Equal(HttpStatusCode.NotFound, (await http.PostAsync("/ovsctl.v1.Labs/List", new ByteArrayContent([]), TestContext.Current.CancellationToken)).StatusCode);
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
        await StopDaemonAsync();
    }

    [Fact]
    public async Task Socket_is_for_root_and_the_members_of_its_group_and_others_are_told_so()
    {
        if ((await Programs.RunAsync("setpriv", ["--reuid=1234", "--regid=1234", "--clear-groups", "true"])).ExitCode != 0) Assert.Skip("needs other user ids than this sandbox has");
        await StartDaemonAsync("--ovs", "embedded", "--socket-group", "4321");
        await Eventually.TrueAsync(async () => (await Programs.ShellAsync($"stat -c '%a %g' {Socket}")).Out.Trim() == "660 4321", "the socket's mode");
        File.SetUnixFileMode(RunDirectory, File.GetUnixFileMode(RunDirectory) | UnixFileMode.OtherExecute);
        var member = await Programs.RunAsync("setpriv", ["--reuid=1234", "--regid=1234", "--groups=77,4321", "stat", Programs.OvsCtl]);
        if (member.ExitCode != 0) Assert.Skip("other users cannot reach the program");
        (await AsAsync("--groups=77,4321")).Ok();
        // Past the mode of the file there is still the question of who it is.
        File.SetUnixFileMode(Socket, File.GetUnixFileMode(Socket) | UnixFileMode.OtherRead | UnixFileMode.OtherWrite);
        Assert.Contains("user 1234 may not give orders", (await AsAsync("--clear-groups")).Ends(6).Error, StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "list")).Ok();
        await StopDaemonAsync();
        Assert.Contains("there is no group 'nobody-has-this'", (await Programs.RunAsync(Programs.OvsCtlDaemon, ["--socket-group", "nobody-has-this"])).Ends(2).Error, StringComparison.Ordinal);
    }

    private Task<Run> AsAsync(string groups) => Programs.RunAsync("setpriv", ["--reuid=1234", "--regid=1234", groups, Programs.OvsCtl, "--socket", Socket, "lab", "list"]);

    private static double Value(string page, string metric) =>
        page.Split('\n').Where(l => l.StartsWith(metric + " ", StringComparison.Ordinal)).Select(l => double.Parse(l[(metric.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture)).SingleOrDefault(-1);

    private static async Task HearsAsync(Socket manager, string expected)
    {
        var buffer = new byte[256];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Encoding.UTF8.GetString(buffer, 0, await manager.ReceiveAsync(buffer, patience.Token)) != expected)
        {
            // Another word of the same daemon.
        }
    }
}
