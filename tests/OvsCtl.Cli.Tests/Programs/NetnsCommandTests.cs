using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OvsCtl.Testing;

namespace OvsCtl.Cli.Tests.Programs;

/// <summary>The verbs of netns, addr, route and arp beside the real ip and arp.</summary>
public sealed class NetnsCommandTests
{
    public NetnsCommandTests() => Assert.SkipUnless(Sandbox.SkipReason is null, Sandbox.SkipReason ?? "");

    [Fact]
    public async Task Namespaces_are_made_named_and_told_apart_as_by_ip_netns()
    {
        var (red, blue) = (Fresh(), Fresh());
        await OkAsync("netns", "add", red);
        var taken = await OvsCtlRun.RunAsync(["netns", "add", red]);
        Assert.Equal(1, taken.ExitCode);
        Assert.Contains("File exists (EEXIST); 'ovsctl netns list'", taken.Error, StringComparison.Ordinal);
        await OkAsync("netns", "set", red, "4801");
        Assert.Contains($"nsid 4801 (iproute2 netns name: {red})", await OkAsync("netns", "list-id"), StringComparison.Ordinal);
        await AssertSameAsync("ip netns list-id", "netns", "list-id");
        Assert.Equal($"nsid 4801 (iproute2 netns name: {red})\n", await OkAsync("netns", "list-id", "nsid", "4801"));
        await OvsCtlRun.ShellAsync($"ip netns add {blue}; ip netns exec {red} ip netns set {blue} 11");
        foreach (var wide in new[] { "", $"ip netns set {blue} 4803; " })
        {
            Assert.Equal((await OvsCtlRun.ShellAsync($"{wide}ip netns list-id target-nsid 4801")).Replace(" \n", "\n", StringComparison.Ordinal), await OkAsync("netns", "list-id", "target-nsid", "4801"));
            Assert.Equal(await OvsCtlRun.ShellAsync("ip -j netns list-id target-nsid 4801"), await OkAsync("netns", "list-id", "target-nsid", "4801", "-o", "json"));
        }

        await OvsCtlRun.ShellAsync($"ip netns del {blue}");
        Assert.Equal(5, (await OvsCtlRun.RunAsync(["netns", "list-id", "nsid", "4899"])).ExitCode);
        Assert.Contains("Invalid target network namespace id", (await OvsCtlRun.RunAsync(["netns", "list-id", "target-nsid", "4899"])).Error, StringComparison.Ordinal);
        Assert.Equal(2, (await OvsCtlRun.RunAsync(["netns", "list-id", "nsid", "x"])).ExitCode);
        Assert.Contains($"{red} (id: 4801)\n", await OkAsync("netns"), StringComparison.Ordinal);
        await AssertSameAsync("ip -j netns list-id", "netns", "list-id", "-o", "json");
        var again = await OvsCtlRun.RunAsync(["netns", "set", red, "4802"]);
        Assert.Equal(1, again.ExitCode);

        using var process = Process.Start("ip", ["netns", "exec", red, "sleep", "1000"]);
        var pid = process.Id.ToString(CultureInfo.InvariantCulture);
        await UntilAsync(async () => (await OvsCtlRun.ShellAsync($"ip netns pids {red}")).Contains(pid, StringComparison.Ordinal));
        Assert.Equal(await OvsCtlRun.ShellAsync($"ip netns pids {red}"), await OkAsync("netns", "pids", red));
        Assert.Equal(red + "\n", await OkAsync("netns", "identify", pid));
        Assert.Equal($"[\"{red}\"]\n", await OkAsync("netns", "identify", pid, "-o", "json"));
        await OkAsync("netns", "attach", blue, pid);
        Assert.Equal(string.Concat(new[] { red, blue }.Order(StringComparer.Ordinal).Select(name => name + "\n")), await OkAsync("netns", "identify", pid));
        Assert.Equal($"ovsctl: the name {blue} is gone; the namespace lives on as {red}\n", (await OvsCtlRun.RunAsync(["netns", "del", blue])).Error);

        var deleted = await OvsCtlRun.RunAsync(["netns", "del", red]);
        Assert.Equal((0, ""), (deleted.ExitCode, deleted.Out));
        Assert.Equal($"ovsctl: the name {red} is gone; the namespace lives on without one as long as process {pid}\n", deleted.Error);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task All_namespaces_have_their_turn_as_with_ip_all()
    {
        // Among names of their own: other tests have theirs beside.
        var dll = typeof(CommandLine.OvsCtlProgram).Assembly.Location;
        var said = await OvsCtlRun.ShellAsync($$"""
            unshare --mount sh -c 'mount -t tmpfs tmpfs /run
            ip netns add blue; ip netns add red; ip -n red link set lo up
            dotnet {{dll}} netns all -- sh -c "ip netns identify; ip -br link show lo up | grep -o ^lo"; echo exit $?
            dotnet {{dll}} netns del; echo exit $?
            dotnet {{dll}} netns del red --all; echo exit $?
            dotnet {{dll}} netns del --all; echo exit $?
            ip netns' 2>&1
            """);
        Assert.StartsWith("netns: blue\nblue\nnetns: red\nred\nlo\nexit 1\n", said, StringComparison.Ordinal);
        Assert.Equal(2, said.Split("or --all\n").Length - 1);
        Assert.Equal(2, said.Split("exit 2\n").Length - 1);
        Assert.EndsWith("exit 0\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_stays_keeps_none_of_the_others()
    {
        var dll = typeof(CommandLine.OvsCtlProgram).Assembly.Location;
        var said = await OvsCtlRun.ShellAsync($$"""
            unshare --mount sh -c 'mount -t tmpfs tmpfs /run
            for name in a blue c red z; do ip netns add $name; done
            for lent in blue red; do ip -n $lent link add lent type veth peer name back; ip -n $lent link set lent alias "ovsctl:lending adopted up -"; done
            dotnet {{dll}} netns del --all; echo exit $?
            ip netns' 2>&1
            """);
        Assert.Matches(@"^ovsctl: .* in 'red'.*\n.*is in 'blue'.*\n(.*\n)?exit 1\n", said);
        Assert.EndsWith("exit 1\nred\nblue\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peer_is_found_in_its_namespace()
    {
        var (red, blue) = (Fresh(), Fresh());
        await OvsCtlRun.ShellAsync($"ip netns add {red}; ip netns add {blue}; ip link add ours netns {red} type veth peer name theirs netns {blue}");
        Assert.Equal($"theirs in {blue}\n", await OkAsync("netns", "peer", red, "ours"));
        Assert.Equal($"theirs in {blue}\n", await OkAsync("netns", "peer", $"{red}:ours"));
        using var json = JsonDocument.Parse(await OkAsync("netns", "peer", blue, "theirs", "-o", "json"));
        Assert.Equal("ours", json.RootElement[0].GetProperty("ifname").GetString());
        Assert.Equal(red, json.RootElement[0].GetProperty("netns")[0].GetString());
        Assert.Equal(5, (await OvsCtlRun.RunAsync(["netns", "peer", red, "missing"])).ExitCode);
        Assert.Equal(5, (await OvsCtlRun.RunAsync(["netns", "peer", red, "lo"])).ExitCode);
        await OvsCtlRun.ShellAsync($"ip netns del {red}; ip netns del {blue}");
    }

    [Fact]
    public async Task Addresses_routes_and_neighbours_are_those_that_ip_and_arp_show()
    {
        var red = Fresh();
        await OvsCtlRun.ShellAsync($"""
            ip netns add {red}
            ip -n {red} link add eth0 type veth peer name eth9
            ip -n {red} addr add 10.0.0.1/24 brd 10.0.0.255 dev eth0
            ip -n {red} addr add 10.5.0.1 peer 10.5.0.2/30 dev eth0
            ip -n {red} addr add fd00::1/64 nodad dev eth0
            ip -n {red} link set lo up
            ip -n {red} link set dev eth9 up
            ip -n {red} link set dev eth0 up
            ip -n {red} route add default via 10.0.0.2 proto static metric 50
            ip -n {red} route add 10.7.7.7 via 10.0.0.3 src 10.0.0.1
            ip -n {red} route add unreachable 10.66.0.0/16
            ip -n {red} route add 10.9.0.0/16 via 192.0.2.1 dev eth0 onlink
            ip -n {red} route add 10.8.0.0/16 dev eth0 table 1000
            ip -n {red} neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev eth0
            """);
        var four = (await OvsCtlRun.ShellAsync($"ip -n {red} route")).Split('\n').Select(line => line.TrimEnd());
        Assert.Equal(string.Join('\n', four), string.Join('\n', (await OkAsync("route", red)).Split('\n').Where(line => !line.Contains("::", StringComparison.Ordinal))));
        Assert.Equal("10.8.0.0/16 dev eth0 table 1000 scope link\n", await OkAsync("route", red, "--table", "1000"));
        AssertSubset(await OvsCtlRun.ShellAsync($"ip -n {red} -j route"), await OkAsync("route", red, "-o", "json"), "dst");
        AssertSubset(await OvsCtlRun.ShellAsync($"ip -n {red} -j neigh"), await OkAsync("arp", red, "-o", "json"), "dst");
        Assert.Matches(@"10\.0\.0\.9 +ether +02:00:00:00:00:09 +CM +eth0\n", await OkAsync("arp", red));
        Assert.Matches(@"fe80::\S+/64", await OkAsync("addr", red));
        Assert.Matches(@"eth0 +UP +10\.0\.0\.1/24 10\.5\.0\.1 peer 10\.5\.0\.2/30 fd00::1/64", await OkAsync("addr", red));
        using var ours = JsonDocument.Parse(await OkAsync("addr", red, "-o", "json"));
        using var theirs = JsonDocument.Parse(await OvsCtlRun.ShellAsync($"ip -n {red} -j addr"));
        foreach (var (a, b) in ours.RootElement.EnumerateArray().Zip(theirs.RootElement.EnumerateArray()))
        {
            foreach (var key in new[] { "ifindex", "ifname", "flags", "mtu", "operstate", "address" }) Assert.Equal(b.GetProperty(key).GetRawText(), a.GetProperty(key).GetRawText());
            foreach (var (x, y) in a.GetProperty("addr_info").EnumerateArray().Zip(b.GetProperty("addr_info").EnumerateArray()))
            {
                foreach (var key in new[] { "family", "local", "prefixlen", "scope", "valid_life_time", "preferred_life_time" }) Assert.Equal(y.GetProperty(key).GetRawText(), x.GetProperty(key).GetRawText());
            }
        }

        foreach (var (to, from) in new[] { ("10.0.0.7", null), ("203.0.113.5", null), ("10.0.0.1", null), ("10.7.7.7", "10.5.0.1"), ("fd00::7", null) })
        {
            // Of IPv4 'ip' adds who asked; of IPv6 it says "from ::" and a preference.
            var theirLine = (await OvsCtlRun.ShellAsync($"ip -n {red} route get {to}{(from is null ? "" : $" from {from}")}")).Split('\n')[0].Replace(" from ::", "", StringComparison.Ordinal).Replace($" from {from}", "", StringComparison.Ordinal);
            var ourLine = await OkAsync(from is null ? ["route", "get", red, to] : ["route", "get", red, to, "--from", from]);
            Assert.Equal(Regex.Replace(theirLine, " (uid 0|pref medium) *$", "").TrimEnd(), ourLine.TrimEnd());
        }

        using var way = JsonDocument.Parse(await OkAsync("route", "get", red, "203.0.113.5", "-o", "json"));
        Assert.Equal(("10.0.0.2", "eth0"), (way.RootElement[0].GetProperty("gateway").GetString(), way.RootElement[0].GetProperty("dev").GetString()));
        foreach (var (to, why) in new[] { ("10.66.1.1", "'unreachable' route"), ("2001:db8::1", "no route goes there") })
        {
            var refused = await OvsCtlRun.RunAsync(["route", "get", red, to]);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains(why, refused.Error, StringComparison.Ordinal);
        }

        Assert.Contains("'bogus' is no address", (await OvsCtlRun.RunAsync(["route", "get", red, "bogus"])).Error, StringComparison.Ordinal);
        Assert.Contains("not of one family", (await OvsCtlRun.RunAsync(["route", "get", red, "10.0.0.7", "--from", "fd00::1"])).Error, StringComparison.Ordinal);
        var unknown = await OvsCtlRun.RunAsync(["addr", red[..^1]]);
        Assert.Equal(5, unknown.ExitCode);
        Assert.Contains($"did you mean '{red}'?", unknown.Error, StringComparison.Ordinal);
        await OvsCtlRun.ShellAsync($"ip netns del {red}");
    }

    [Fact]
    public async Task Names_are_watched_as_by_ip_netns_monitor_and_a_namespace_from_inside()
    {
        var (red, blue) = (Fresh(), Fresh());
        await OvsCtlRun.ShellAsync($"ip netns add {red}");
        using var names = OvsCtlRun.Start(["netns", "watch"]);
        using var inside = OvsCtlRun.Start(["netns", "watch", red, "-o", "json"]);
        await AskUntilAsync(names, () => OvsCtlRun.ShellAsync($"ip netns add {blue}; ip netns del {blue}"), line => line == $"delete {blue}");
        await AskUntilAsync(inside, () => OvsCtlRun.ShellAsync($"ip -n {red} link set lo up; ip -n {red} link set lo down"), line =>
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.GetProperty("kind").GetString() == "link" && json.RootElement.GetProperty("ifname").GetString() == "lo";
        });
        foreach (var process in new[] { names, inside })
        {
            await OvsCtlRun.ShellAsync($"kill -INT {process.Id}");
            Assert.Equal(0, (await OvsCtlRun.EndAsync(process)).ExitCode);
        }

        await OvsCtlRun.ShellAsync($"ip netns del {red}");
    }

    [Theory]
    [InlineData(2, "netns", "add", "a/b")]
    [InlineData(2, "netns", "add", "")]
    [InlineData(2, "netns", "set", "lo", "minus")]
    [InlineData(2, "netns", "identify", "zero")]
    [InlineData(2, "route", "--table", "nowhere")]
    [InlineData(5, "netns", "del", "no-such-namespace")]
    [InlineData(5, "netns", "pids", "no-such-namespace")]
    [InlineData(5, "netns", "attach", "some-name", "999999999")]
    public async Task Bad_input_ends_with_its_exit_code_and_no_stack(int exitCode, params string[] arguments)
    {
        var run = await OvsCtlRun.RunAsync(arguments);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Out));
        Assert.StartsWith("ovsctl: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_privilege_is_named_and_ends_with_6()
    {
        var dll = typeof(CommandLine.OvsCtlProgram).Assembly.Location;
        var output = await OvsCtlRun.ShellAsync($"setpriv --bounding-set -all --inh-caps -all --ambient-caps -all dotnet {dll} netns add {Fresh()} 2>&1; echo exit $?");
        Assert.EndsWith("exit 6\n", output, StringComparison.Ordinal);
        Assert.Contains("this needs CAP_SYS_ADMIN and CAP_NET_ADMIN: run it with sudo", output, StringComparison.Ordinal);
    }

    private static string Fresh() => $"n{Guid.NewGuid():N}"[..12];

    private static async Task<string> OkAsync(params string[] arguments)
    {
        var run = await OvsCtlRun.RunAsync(arguments);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', arguments)}: {run.ExitCode}: {run.Error}");
        return run.Out;
    }

    /// <summary>For what other tests change beside: compared when it was the same before and after.</summary>
    private static async Task AssertSameAsync(string shell, params string[] arguments)
    {
        var (before, ours, after) = ("", "", "");
        await UntilAsync(async () =>
        {
            (before, ours, after) = (await OvsCtlRun.ShellAsync(shell), await OkAsync(arguments), await OvsCtlRun.ShellAsync(shell));
            return before == after;
        });
        Assert.Equal(before, ours);
    }

    /// <summary>Every entry of theirs is among ours, with the same value of each key that both have.</summary>
    private static void AssertSubset(string theirs, string ours, string key)
    {
        using var a = JsonDocument.Parse(theirs);
        using var b = JsonDocument.Parse(ours);
        foreach (var expected in a.RootElement.EnumerateArray())
        {
            var found = b.RootElement.EnumerateArray().First(entry => entry.GetProperty(key).GetString() == expected.GetProperty(key).GetString());
            foreach (var property in expected.EnumerateObject().Where(property => property.Name != "state" || !property.Value.ToString().Contains("INCOMPLETE", StringComparison.Ordinal)))
                Assert.Equal(property.Value.GetRawText(), found.GetProperty(property.Name).GetRawText());
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition()) Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30), "not within 30 s");
    }

    /// <summary>Makes something happen, again and again until the program that is starting up tells about it.</summary>
    private static async Task AskUntilAsync(Process process, Func<Task<string>> act, Func<string, bool> isWanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var read = Task.Run(
            async () =>
            {
                while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
                {
                    if (isWanted(line)) return true;
                }

                return false;
            },
            limit.Token);
        while (!read.IsCompleted)
        {
            await act();
            await Task.WhenAny(read, Task.Delay(50, limit.Token));
        }

        Assert.True(await read);
    }
}
