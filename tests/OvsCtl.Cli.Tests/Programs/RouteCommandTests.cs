using OvsCtl.Testing;

namespace OvsCtl.Cli.Tests.Programs;

/// <summary>The verbs of route, addr and arp beside the real ip.</summary>
public sealed class RouteCommandTests
{
    private readonly string _red = $"n{Guid.NewGuid():N}"[..12];

    public RouteCommandTests() => Assert.SkipUnless(Sandbox.SkipReason is null, Sandbox.SkipReason ?? "");

    [Fact]
    public async Task Routes_are_made_and_deleted_as_by_ip()
    {
        await MakeAsync();
        (string Words, string Shown)[] routes =
        [
            ("10.20.0.0/16 via 10.0.0.2", "10.20.0.0/16 via 10.0.0.2 dev v0 proto static"),
            ("default via 10.0.0.2 dev v0 metric 50", "default via 10.0.0.2 dev v0 proto static metric 50"),
            ("10.21.0.0/16 via 192.0.2.1 dev v0 onlink", "10.21.0.0/16 via 192.0.2.1 dev v0 proto static onlink"),
            ("10.22.0.0/16 dev v0 src 10.0.0.1", "10.22.0.0/16 dev v0 proto static scope link src 10.0.0.1"),
            ("10.23.0.1 dev v0 table 1000", "10.23.0.1 dev v0 table 1000 proto static scope link"),
            ("10.24.0.0/16 via fe80::1 dev v0", "10.24.0.0/16 via inet6 fe80::1 dev v0 proto static"),
            ("unreachable 10.25.0.0/16", "unreachable 10.25.0.0/16 proto static"),
            ("blackhole 10.26.0.0/16 table 7", "blackhole 10.26.0.0/16 table 7 proto static"),
            ("default via fd00::2 metric 9", "default via fd00::2 dev v0 proto static metric 9 pref medium"),
            ("fd01::/64 dev v0", "fd01::/64 dev v0 proto static metric 1024 pref medium"),
        ];
        foreach (var (words, _) in routes) await OkAsync($"route add {_red} {words}");
        var shown = Lines(await OvsCtlRun.ShellAsync($"ip -n {_red} route show table all; ip -n {_red} -6 route show table all"));
        foreach (var (_, line) in routes) Assert.Contains(line, shown);
        Assert.Equal(Lines(await OvsCtlRun.ShellAsync($"ip -n {_red} route show")), Lines(await OkAsync($"route show {_red}")).Where(line => !line.Contains("::", StringComparison.Ordinal) || line.Contains("inet6", StringComparison.Ordinal)));
        foreach (var (words, _) in routes) await OkAsync($"route del {_red} {words.Replace(" onlink", "", StringComparison.Ordinal)}");
        Assert.DoesNotContain("static", await OvsCtlRun.ShellAsync($"ip -n {_red} route show table all; ip -n {_red} -6 route show table all"), StringComparison.Ordinal);
        await OvsCtlRun.ShellAsync($"ip -n {_red} route add unreachable 10.9.0.0/16");
        await OkAsync($"route del {_red} 10.9.0.0/16");
        Assert.DoesNotContain("10.9.0.0", await OvsCtlRun.ShellAsync($"ip -n {_red} route"), StringComparison.Ordinal);

        // Whoever types 'list' or 'show' from habit gets the same.
        var dll = typeof(CommandLine.OvsCtlProgram).Assembly.Location;
        foreach (var command in new[] { "route", "addr", "arp", "link" })
        {
            var plain = await OkAsync($"{command} {_red}");
            Assert.Equal(plain, await OkAsync($"{command} list {_red}"));
            Assert.Equal(plain, await OkAsync($"{command} show {_red}"));
            // Root is where the command runs: here, where no other test changes anything meanwhile.
            Assert.Equal(plain, await OvsCtlRun.ShellAsync($"ip netns exec {_red} dotnet {dll} {command}"));
            Assert.Equal(plain, await OvsCtlRun.ShellAsync($"ip netns exec {_red} dotnet {dll} {command} root"));
        }

        await OvsCtlRun.ShellAsync($"ip netns del {_red}");
    }

    /// <summary>What is wrong is said, with the kernel's own text where it was the kernel that said no and had one.</summary>
    [Theory]
    [InlineData(1, "add route 10.0.0.0/24 dev v0: File exists (EEXIST)", "route add RED 10.0.0.0/24 dev v0 src 10.0.0.1")]
    [InlineData(1, "(ENETUNREACH): Nexthop has invalid gateway", "route add RED 198.51.100.0/24 via 192.0.2.1")]
    [InlineData(1, "(EINVAL): Invalid prefsrc address", "route add RED 198.51.100.0/24 via 10.0.0.2 src 192.0.2.77")]
    [InlineData(1, "(EINVAL): IPv6 does not support RTA_VIA attribute", "route add RED fd01::/64 via 10.0.0.2 dev v0")]
    [InlineData(5, "No such process (ESRCH)", "route del RED 198.51.100.0/24")]
    [InlineData(5, "No such device (ENODEV)", "route add RED 198.51.100.0/24 dev nosuch")]
    [InlineData(2, "needs a gateway or an interface", "route add RED 198.51.100.0/24")]
    [InlineData(2, "'10.0.0.0/33' is no network", "route add RED 10.0.0.0/33 via 10.0.0.2")]
    [InlineData(2, "'10.0.2' is no address", "route add RED default via 10.0.2")]
    [InlineData(2, "'minus' is no metric", "route add RED default via 10.0.0.2 metric minus")]
    [InlineData(2, "'all' is no routing table", "route add RED default via 10.0.0.2 table all")]
    [InlineData(2, "'via' stands there twice", "route add RED default via 10.0.0.2 via 10.0.0.3")]
    [InlineData(2, "unknown word 'gw'", "route add RED default gw 10.0.0.2")]
    public async Task What_cannot_be_done_is_refused(int exitCode, string says, string command)
    {
        await MakeAsync();
        var run = await OvsCtlRun.RunAsync(command.Replace("RED", _red, StringComparison.Ordinal).Split(' '));
        await OvsCtlRun.ShellAsync($"ip netns del {_red}");

        Assert.True(run.ExitCode == exitCode, $"{command}: {run.ExitCode}: {run.Error}");
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    private Task<string> MakeAsync() => OvsCtlRun.ShellAsync($"""
        ip netns add {_red}; ip -n {_red} link set lo up
        ip -n {_red} link add v0 type veth peer name v1; ip -n {_red} link set v1 up; ip -n {_red} link set v0 up
        ip -n {_red} addr add 10.0.0.1/24 dev v0; ip -n {_red} addr add fd00::1/64 dev v0 nodad
        """);

    private static async Task<string> OkAsync(string command)
    {
        var run = await OvsCtlRun.RunAsync(command.Split(' '));
        Assert.True(run.ExitCode == 0, $"{command}: {run.ExitCode}: {run.Error}");
        return run.Out;
    }

    private static string[] Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd())];
}
