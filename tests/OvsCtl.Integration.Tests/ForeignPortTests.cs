using System.Text.RegularExpressions;
using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>A bridge with cables to switches that learn by themselves: it learns too, and the lab does not mind.</summary>
public sealed partial class ForeignPortTests : DaemonFixture
{
    private const string Lab = """
        lab: foreign
        switches:
          s1: {}
          l1: {kind: linux}
          l2: {kind: linux}
        hosts:
          a: {s1: 10.6.0.1/24}
          x: {l1: 10.6.0.11/24}
          y: {l2: 10.6.0.12/24}
        links:
          - {s1: , l1: }
          - {s1: , l2: }
        """;

    // tcpdump in y ends with the first request for anybody that it sees.
    private const string Script = """
        set -e
        ping() { ip netns exec a ping -n -q -c "$2" -W 20 "$1" >&2; }
        ping 10.6.0.11 1; ping 10.6.0.12 1
        ip netns exec y tcpdump -n -l -c 1 -i eth0 'icmp[icmptype] = icmp-echo' >"$1/seen" 2>"$1/said" & seeing=$!
        timeout 30 sh -c 'until grep -q "listening on" "$1"; do sleep 0.1; done' sh "$1/said"
        ping 10.6.0.11 5; ping 10.6.0.12 1
        timeout 30 tail --pid=$seeing -f /dev/null
        cat "$1/seen"
        """;

    private bool _hasLab;

    public override async ValueTask DisposeAsync()
    {
        if (_hasLab) await OvsCtlAsync("lab", "down", "foreign");
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Frame_for_one_who_was_heard_leaves_by_its_port_only_and_that_is_no_drift()
    {
        _hasLab = true;
        var file = await WriteLabAsync(Lab);
        (await OvsCtlAsync("lab", "up", file)).Ok();
        var (x, y) = (await MacAsync("x"), await MacAsync("y"));

        var seen = (await Programs.RunAsync("/bin/sh", ["-c", Script, "sh", RunDirectory])).Ok();
        Assert.Contains("10.6.0.1 > 10.6.0.12: ICMP echo request", seen, StringComparison.Ordinal);

        var (towardsX, towardsY) = (await LearnedPortAsync(x), await LearnedPortAsync(y));
        Assert.NotEmpty(towardsX);
        Assert.NotEmpty(towardsY);
        Assert.NotEqual(towardsX, towardsY);

        Assert.Matches($"2 learned +200 +dl_dst={x} +output:\"(\\S+)\".* learned from what came in by \\1\n", (await OvsCtlAsync("flow", "list", "s1", "table=learned", "--why")).Ok());
        Assert.Matches($"table learned: priority 200 dl_dst={x} -> output:(\\S+)\n +learned from what came in by \\1\n", (await OvsCtlAsync("trace", "a", "x")).Ok());
        await AssertInOrderAsync(file);

        await KillDaemonAsync();
        await StartDaemonAsync("--ovs", "embedded");
        await Eventually.TrueAsync(async () => (await OvsCtlAsync("lab", "status", "foreign")).Out.StartsWith("lab foreign: up", StringComparison.Ordinal), "the first look");
        await AssertInOrderAsync(file);
        Assert.Equal(towardsX, await LearnedPortAsync(x));

        // With a cable goes what was learned by it.
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Lab.Replace("  - {s1: , l2: }", "", StringComparison.Ordinal)))).Ok();
        Assert.Equal((towardsX, ""), (await LearnedPortAsync(x), await LearnedPortAsync(y)));
    }

    private async Task AssertInOrderAsync(string file)
    {
        Assert.Contains("no changes", (await OvsCtlAsync("lab", "plan", "--exit-code", file)).Ok(), StringComparison.Ordinal);
        Assert.Equal("as desired\n", (await OvsCtlAsync("flow", "diff", "s1")).Ok());
    }

    private static async Task<string> MacAsync(string host) =>
        Mac().Match((await Programs.ShellAsync($"ip -n {host} -o link show eth0")).Ok()).Groups[1].Value;

    /// <returns>The port that the switch itself says it learned for the MAC; empty when it did not.</returns>
    private async Task<string> LearnedPortAsync(string mac) =>
        Regex.Match(await OfctlAsync("--no-stats --no-names dump-flows", "s1", "table=2"), $"table=2, hard_timeout=300, priority=200,dl_dst={mac} actions=output:([0-9]+)").Groups[1].Value;

    [GeneratedRegex("link/ether ([0-9a-f:]{17})")]
    private static partial Regex Mac();
}
