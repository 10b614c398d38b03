using System.Diagnostics;
using System.Text.Json;
using OvsCtl.Testing;

namespace OvsCtl.Cli.Tests.Programs;

/// <summary>The verbs of link beside the real ip, bridge and ethtool.</summary>
public sealed class LinkCommandTests
{
    private readonly string _red = $"n{Guid.NewGuid():N}"[..12];
    private readonly string _blue = $"n{Guid.NewGuid():N}"[..12];

    public LinkCommandTests() => Assert.SkipUnless(Sandbox.SkipReason is null, Sandbox.SkipReason ?? "");

    [Fact]
    public async Task Links_are_made_changed_moved_and_deleted_as_by_ip()
    {
        using var inside = await BothAsync();
        await OkAsync("link", "add", $"{_red}:v0", "veth", "peer", $"{_blue}:v1");
        await OkAsync("link", "add", $"{_red}:br0", "type", "bridge");
        Assert.Equal(["v0"], await WitnessAsync($"ip -n {_red} -o link show type veth"));
        Assert.Equal(["v1"], await WitnessAsync($"ip -n {_blue} -o link show type veth"));

        await OkAsync("link", "set", $"{_red}:v0", "mtu", "1400", "address", "02:00:00:00:00:0a", "alias", "to blue", "group", "7", "master", "br0", "up");
        await OkAsync("link", "set", $"{_red}:v0", "altname", "the-cable-to-blue");
        var shown = await OvsCtlRun.ShellAsync($"ip -n {_red} -d link show dev v0");
        foreach (var part in new[] { "mtu 1400", "02:00:00:00:00:0a", "alias to blue", "group 7", "master br0", ",UP", "altname the-cable-to-blue", "bridge_slave" })
            Assert.Contains(part, shown, StringComparison.Ordinal);
        Assert.Contains("v0", await OvsCtlRun.ShellAsync($"bridge -n {_red} link show"), StringComparison.Ordinal);

        Assert.Matches($@"v0 +NO-CARRIER +02:00:00:00:00:0a +1400 +veth +br0 +{_blue}:v1 +7 +the-cable-to-blue +to blue", await OkAsync("link", _red, "-o", "wide"));
        Assert.Contains($"\"peer\":\"{_red}:v0\"", await OkAsync("link", _blue, "-o", "json"), StringComparison.Ordinal);
        AssertAgrees(await OvsCtlRun.ShellAsync($"ip -n {_red} -j -s link"), await OkAsync("link", _red, "-o", "json"));

        // By an alternative name too; to a process's namespace and back to root.
        await OkAsync("link", "set", $"{_red}:the-cable-to-blue", "nomaster", "noaltname", "the-cable-to-blue", "down");
        await OkAsync("link", "set", $"{_red}:v0", "name", "w0");
        await OkAsync("link", "set", $"{_red}:w0", "netns", $"{inside.Id}");
        Assert.Equal(["v1", "w0"], (await WitnessAsync($"ip -n {_blue} -o link show type veth")).Order());
        await OkAsync("link", "set", $"{_blue}:w0", "netns", "root", "name", $"{_red}w");
        await OkAsync("link", "del", $"root:{_red}w");
        Assert.Empty(await WitnessAsync($"ip -n {_blue} -o link show type veth"));
        inside.Kill();
    }

    [Fact]
    public async Task Links_of_each_kind_are_made()
    {
        using var inside = await BothAsync();
        await OkAsync("link", "add", $"{_red}:v0", "veth", "peer", $"{_red}:v1");
        await MaybeAsync("vx0", "vxlan", "id", "42", "remote", "192.0.2.9", "local", "192.0.2.1", "dev", "v0", "port", "4790");
        await MaybeAsync("mv0", "macvlan", "link", "v0", "mode", "private");
        await MaybeAsync("vl0", "vlan", "link", "v0", "id", "100");
        await MaybeAsync("d0", "dummy");
        var shown = await OvsCtlRun.ShellAsync($"ip -n {_red} -d link");
        if (shown.Contains("vx0", StringComparison.Ordinal)) Assert.Matches("vxlan id 42 remote 192.0.2.9 local 192.0.2.1 dev v0 .*dstport 4790", shown);
        if (shown.Contains("mv0", StringComparison.Ordinal)) Assert.Contains("macvlan mode private", shown, StringComparison.Ordinal);
        if (shown.Contains("vl0", StringComparison.Ordinal)) Assert.Contains("vlan protocol 802.1Q id 100", shown, StringComparison.Ordinal);
        if (File.Exists("/dev/net/tun"))
        {
            await OkAsync("link", "add", $"{_red}:t0", "tap");
            await OkAsync("link", "add", $"{_red}:t1", "tun");
            Assert.Contains("tun type tap", await OvsCtlRun.ShellAsync($"ip -n {_red} -d link show dev t0"), StringComparison.Ordinal);
            Assert.Contains("tun type tun", await OvsCtlRun.ShellAsync($"ip -n {_red} -d link show dev t1"), StringComparison.Ordinal);
        }

        inside.Kill();
    }

    [Fact]
    public async Task Features_are_those_that_ethtool_sees()
    {
        using var inside = await BothAsync();
        await OvsCtlRun.ShellAsync($"ip -n {_red} link add v0 type veth peer name v1");
        await OkAsync("link", "features", $"{_red}:v0", "tx-checksum-ip-generic", "off");
        Assert.Matches("tx-checksum-ip-generic: off", await OvsCtlRun.ShellAsync($"ip netns exec {_red} ethtool -k v0"));
        Assert.Matches(@"tx-checksum-ip-generic +off", await OkAsync("link", "features", $"{_red}:v0"));
        using var json = JsonDocument.Parse(await OkAsync("link", "features", $"{_red}:v0", "-o", "json"));
        Assert.Contains(json.RootElement.EnumerateArray(), f => f.GetProperty("name").GetString() == "tx-checksum-ip-generic" && !f.GetProperty("active").GetBoolean());
        Assert.Contains("rx-all of v0 is fixed: it is off", await RefusedAsync("link", "features", $"{_red}:v0", "rx-all", "on"), StringComparison.Ordinal);
        Assert.Contains("v0 has no feature 'rx-al'; did you mean 'rx-all'?", await RefusedAsync("link", "features", $"{_red}:v0", "rx-al", "on"), StringComparison.Ordinal);
        foreach (var feature in new[] { "tx-tcp-segmentation", "tx-scatter-gather" }) await OkAsync("link", "features", $"{_red}:v0", feature, "off");
        Assert.Contains("tx-tcp-segmentation of v0 stays off", await RefusedAsync("link", "features", $"{_red}:v0", "tx-tcp-segmentation", "on"), StringComparison.Ordinal);
        inside.Kill();
    }

    [Fact]
    public async Task One_link_is_shown_by_its_name_and_a_link_set_up_without_a_carrier_says_so()
    {
        using var inside = await BothAsync();
        await OvsCtlRun.ShellAsync($"ip -n {_red} link add v0 type veth peer name v1; ip -n {_red} link set v0 up; ip -n {_red} addr add 10.0.0.1/24 dev v0; ip -n {_red} neigh add 10.0.0.2 lladdr 02:00:00:00:00:02 dev v0");
        Assert.Matches(@"^LINK .*\nv0 +NO-CARRIER .* veth +v1\s*$", await OkAsync("link", $"{_red}:v0"));
        Assert.Matches(@"^LINK .*\nv1 +DOWN .* veth +v0\s*$", await OkAsync("link", "list", $"{_red}:v1"));
        Assert.Matches(@"^LINK .*\nv0 +NO-CARRIER +10.0.0.1/24\s*$", await OkAsync("addr", $"{_red}:v0"));
        Assert.Contains("10.0.0.2", await OkAsync("arp", $"{_red}:v0"), StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0.2", await OkAsync("arp", $"{_red}:v1"), StringComparison.Ordinal);
        Assert.Contains("has no interface 'v00'; did you mean 'v0'?", await RefusedAsync("addr", $"{_red}:v00"), StringComparison.Ordinal);
        inside.Kill();
    }

    /// <summary>Nothing of it is done; what is wrong is said, with the kernel's own text where it was the kernel that said no.</summary>
    [Theory]
    [InlineData(2, "'abcdefghijklmnop' cannot name an interface: 1 to 15 bytes without '/', ':' or white space are allowed.\n", "link add RED:abcdefghijklmnop bridge")]
    [InlineData(2, "names no interface", "link add RED: bridge")]
    [InlineData(2, "/", "link add RED:a/b bridge")]
    [InlineData(2, "is no kind of link", "link add RED:x pigeon")]
    [InlineData(2, "a veth needs its other end", "link add RED:x veth")]
    [InlineData(2, "a vxlan needs its number", "link add RED:x vxlan")]
    [InlineData(2, "'5000' is no number", "link add RED:x vlan link lo id 5000")]
    [InlineData(2, "'up' stands there twice", "link set RED:lo up up")]
    [InlineData(2, "unknown word 'upp'", "link set RED:lo upp")]
    [InlineData(2, "is no MAC address", "link set RED:lo address 02:00")]
    [InlineData(2, "followed by 'on' or 'off'", "link features RED:lo rx maybe")]
    [InlineData(1, "create bridge lo: File exists (EEXIST)", "link add RED:lo bridge")]
    [InlineData(5, "No such device (ENODEV)", "link set RED:nosuch up")]
    [InlineData(5, "no network namespace 'nosuch'", "link add nosuch:x bridge")]
    [InlineData(5, "no network namespace 'nosuch'", "link set RED:lo netns nosuch")]
    [InlineData(1, "(EINVAL): ", "link set RED:lo netns root")]
    [InlineData(1, "(ENETUNREACH): Nexthop has invalid gateway", "route add RED 198.51.100.0/24 via 192.0.2.1")]
    [InlineData(2, "is no address with its prefix", "addr add RED:lo 10.0.0.1")]
    [InlineData(1, "add address 10.0.0.1/8 on link lo: File exists (EEXIST)", "addr add RED:lo 10.0.0.1/8")]
    [InlineData(2, "", "netns add a/b")]
    [InlineData(2, "", "netns add ..")]
    [InlineData(1, "File exists (EEXIST)", "netns add RED")]
    public async Task What_cannot_be_done_is_refused(int exitCode, string says, string command)
    {
        await OvsCtlRun.ShellAsync($"ip netns add {_red}; ip -n {_red} link set lo up; ip -n {_red} addr add 10.0.0.1/8 dev lo");
        var run = await OvsCtlRun.RunAsync(command.Replace("RED", _red, StringComparison.Ordinal).Split(' '));
        await OvsCtlRun.ShellAsync($"ip netns del {_red}");

        Assert.True(run.ExitCode == exitCode, $"{command}: {run.ExitCode}: {run.Error}");
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Theory]
    [InlineData("netns add BLUE")]
    [InlineData("link add RED:x bridge")]
    public async Task Same_name_made_by_several_commands_at_once_is_made_by_one(string command)
    {
        await OvsCtlRun.ShellAsync($"ip netns add {_red}");
        var words = command.Replace("RED", _red, StringComparison.Ordinal).Replace("BLUE", _blue, StringComparison.Ordinal).Split(' ');
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OvsCtlRun.RunAsync(words)));
        await OvsCtlRun.ShellAsync($"ip netns del {_red}; ip netns del {_blue} 2>/dev/null");

        Assert.Equal([0, 1, 1, 1], runs.Select(r => r.ExitCode).Order());
        Assert.All(runs.Where(r => r.ExitCode != 0), r => Assert.Contains("File exists (EEXIST)", r.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_privilege_the_missing_capability_is_named()
    {
        await OvsCtlRun.ShellAsync($"ip netns add {_red}");
        foreach (var command in new[] { $"link add {_red}:x bridge", $"netns add {_blue}", $"addr add {_red}:lo 10.0.0.1/8", "addr add root:lo 10.0.0.1/8", $"route {_red}" })
        {
            var run = await AsNobodyAsync(command);
            Assert.True(run.ExitCode == 6, $"{command}: {run.ExitCode}: {run.Error}");
            Assert.Contains("this needs CAP_SYS_ADMIN and CAP_NET_ADMIN: run it with sudo, or inside 'ovsctl sandbox'", run.Error, StringComparison.Ordinal);
        }

        // To look at where one is takes none.
        foreach (var command in new[] { "link", "addr", "route", "rule", "arp", "netns" })
        {
            var run = await AsNobodyAsync(command);
            Assert.True(run.ExitCode == 0, $"{command}: {run.ExitCode}: {run.Error}");
        }

        await OvsCtlRun.ShellAsync($"ip netns del {_red}");
    }

    private static async Task<string> RefusedAsync(params string[] command)
    {
        var run = await OvsCtlRun.RunAsync(command);
        Assert.True(run.ExitCode != 0, run.Out);
        return run.Error;
    }

    private static async Task<OvsCtlRun> AsNobodyAsync(string command)
    {
        var program = typeof(CommandLine.OvsCtlProgram).Assembly.Location;
        var start = new ProcessStartInfo("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "--bounding-set=-all", "--inh-caps=-all", "dotnet", program, .. command.Split(' ')]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("setpriv");
        return await OvsCtlRun.EndAsync(process);
    }

    /// <summary>Both namespaces, and a process in blue.</summary>
    private async Task<Process> BothAsync()
    {
        await OvsCtlRun.ShellAsync($"ip netns add {_red}; ip netns add {_blue}; ip netns set {_red} auto; ip -n {_red} netns set {_blue} auto 2>/dev/null");
        var process = Process.Start("ip", ["netns", "exec", _blue, "sleep", "1000"]);
        var deadline = Task.Delay(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        while (!(await OvsCtlRun.ShellAsync($"ip netns pids {_blue}")).Contains($"{process.Id}", StringComparison.Ordinal)) Assert.False(deadline.IsCompleted, "no process in blue");
        return process;
    }

    /// <summary>A kind that this kernel may not have, which it then says.</summary>
    private async Task MaybeAsync(string name, params string[] words)
    {
        var run = await OvsCtlRun.RunAsync(["link", "add", $"{_red}:{name}", .. words]);
        if (run.ExitCode == 0) return;
        Assert.True(run.ExitCode == 6, $"{name}: {run.ExitCode}: {run.Error}");
        Assert.Contains($"(EOPNOTSUPP): Unknown device type; this kernel has no link of kind {words[0]}: try 'modprobe ", run.Error, StringComparison.Ordinal);
    }

    private static async Task<string> OkAsync(params string[] arguments)
    {
        var run = await OvsCtlRun.RunAsync(arguments);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', arguments)}: {run.ExitCode}: {run.Error}");
        return run.Out;
    }

    /// <summary>The names that ip lists.</summary>
    private static async Task<IReadOnlyList<string>> WitnessAsync(string command) =>
        [.. (await OvsCtlRun.ShellAsync(command)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ")[1].Split('@')[0])];

    private static void AssertAgrees(string theirs, string ours)
    {
        using var a = JsonDocument.Parse(theirs);
        using var b = JsonDocument.Parse(ours);
        foreach (var expected in a.RootElement.EnumerateArray())
        {
            var found = b.RootElement.EnumerateArray().First(link => link.GetProperty("ifname").GetString() == expected.GetProperty("ifname").GetString());
            foreach (var key in new[] { "ifindex", "flags", "mtu", "operstate", "master", "ifalias", "link_index", "link_netnsid", "qdisc" })
                if (expected.TryGetProperty(key, out var value)) Assert.Equal(value.GetRawText(), found.GetProperty(key).GetRawText());
            foreach (var direction in new[] { "rx", "tx" })
                foreach (var counter in new[] { "bytes", "packets", "errors", "dropped" })
                    Assert.Equal(expected.GetProperty("stats64").GetProperty(direction).GetProperty(counter).ValueKind, found.GetProperty("stats64").GetProperty(direction).GetProperty(counter).ValueKind);
        }
    }
}
