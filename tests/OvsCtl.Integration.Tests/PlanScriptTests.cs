using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>The plan as a script, run by a shell, against what the daemon makes: two ways to one network.</summary>
public sealed class PlanScriptTests : DaemonFixture
{
    private const string Everything = """
        lab: everything
        switches:
          sw: {address: 10.1.0.254/24, mtu: 1400, dpid: 0xab, mac: 02:00:00:00:00:fe}
          plain: {controller: none}
          lb: {kind: linux, address: 10.2.0.254/24, mtu: 1450}
          inner: {kind: linux, in: router, address: 10.4.0.254/24}
          v6: {address: "fd00::fe/64"}
        hosts:
          a: {sw: 10.1.0.1/24, routes: [default via 10.1.0.254], run: "printf '%s' \"$WORDS\"; sleep 1000", env: {WORDS: "two 'words'"}, sysctl: {net.ipv4.tcp_rmem: "4096 87380 6291456"}}
          a-rather-long-host-name: {sw: {address: 10.1.0.2/24, mac: 02:00:00:00:00:02, mtu: 1300, name: lan.0}}
          b: {lb: 10.2.0.1/24, plain: 10.3.0.1/24}
          router: {loopback: 198.51.100.1/32, forward: true}
          c: {inner: 10.4.0.1/24, routes: [default via 10.4.0.254]}
          six: {v6: "fd00::6/64", routes: ["default via fd00::fe"]}
        links:
          - {sw: , plain: }
          - {sw: , lb: }
          - {root:up0: 192.0.2.1/24, router:eth0: 192.0.2.2/24}
        nat:
          - {from: 10.1.0.0/24, out: up0}
          - {from: 10.4.0.0/24, out: eth0, in: router}
        forwards:
          - {listen: 192.0.2.1:53, to: a:5353, proto: udp}
        """;

    private string? _lab;

    // What a lab adopts once it appears is in no plan made before.
    public static TheoryData<string> Names() =>
        ["everything", "adopted", .. Labs.All.Where(f => !File.ReadAllText(f).Contains("hotplug: true", StringComparison.Ordinal)).Select(f => Path.GetRelativePath(Labs.Directory, f))];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Script_makes_the_network_that_up_makes(string name)
    {
        var file = name switch
        {
            "everything" => await WriteLabAsync(Everything),
            "adopted" => await WriteLabAsync("lab: adopted\nhosts: {lender: {adopt: {card: 10.1.1.1/24}, routes: [default via 10.1.1.2]}}\n"),
            _ => Path.Combine(Labs.Directory, name),
        };
        if (name == "adopted") (await Programs.ShellAsync("ip link add card type veth peer name wire && ip addr add 192.168.7.1/24 dev card && ip link set card up && ip link set wire up")).Ok();
        var lab = _lab = Path.GetFileNameWithoutExtension(name);
        var before = await Machine.SnapshotAsync();
        var script = (await OvsCtlAsync("lab", "plan", "-o", "shell", file)).Ok();
        Assert.Equal(before, await Machine.SnapshotAsync());

        var up = (await OvsCtlAsync("lab", "up", "-v", file)).Ends(0);
        var made = await DumpAsync();
        (await OvsCtlAsync("lab", "down", "--wait", lab)).Ok();
        Assert.Equal(before, await Machine.SnapshotAsync());

        var path = Path.Combine(RunDirectory, "up.sh");
        await File.WriteAllTextAsync(path, script, TestContext.Current.CancellationToken);
        (await Programs.ShellAsync($"OVS_RUNDIR={OvsDirectory} OVS_DBDIR={OvsDirectory} sh {path}")).Ends(0);
        await Eventually.EqualAsync(made, DumpAsync);

        // What up prints as it goes are the lines of the script.
        Assert.Equal(Lines(script), Lines(up.Error));

        // And it is ours: there is nothing to do about it but for processes that have ended, of which only who started them knows; and it goes without a trace.
        var rest = (await OvsCtlAsync("lab", "plan", file)).Ok().Split('\n').Skip(1).Where(l => l.Length > 0);
        Assert.DoesNotContain(rest, l => !l.StartsWith("+ process ", StringComparison.Ordinal));
        (await OvsCtlAsync("lab", "up", file)).Ok();
        (await OvsCtlAsync("lab", "down", lab)).Ok();
        Assert.Equal(before, await Machine.SnapshotAsync());
        Assert.Empty(Machine.LabProcesses());
    }

    [Fact]
    public async Task Plan_with_nothing_to_do_is_a_script_that_does_nothing()
    {
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        var script = (await OvsCtlAsync("lab", "plan", "-o", "shell", "red-blue")).Ok();
        Assert.Contains("# There is nothing to do.", script, StringComparison.Ordinal);
        Assert.Empty(Lines(script));
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
    }

    public override async ValueTask DisposeAsync()
    {
        // What a failed test leaves would fail those after it.
        if (_lab is not null) await OvsCtlAsync("lab", "down", _lab);
        if (_lab == "adopted") await Programs.ShellAsync("ip link del wire");
        await base.DisposeAsync();
    }

    private static List<string> Lines(string script) =>
        [.. script.Split('\n').Where(l => l.Length > 0 && l[0] != '#' && l != "set -eu" && !l.StartsWith("OVS_RUNDIR=", StringComparison.Ordinal))];

    private async Task<string> DumpAsync()
    {
        var hosts = (await Programs.ShellAsync("ip netns list | cut -d' ' -f1")).Ok().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var dump = await Programs.RunAsync("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "network_dump.py"), OvsDirectory, .. hosts]);
        return string.Join('\n', dump.Ok().Split('\n').Distinct().Order(StringComparer.Ordinal));
    }
}
