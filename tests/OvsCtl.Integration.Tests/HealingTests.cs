using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>What a hand, a crash or a restart breaks is mended without anybody asking, and nothing else is touched.</summary>
public sealed class HealingTests : DaemonFixture
{
    private string Vsctl => $"ovs-vsctl --db=unix:{OvsDirectory}/db.sock";

    private const string Ofctl = "ovs-ofctl -O OpenFlow13";

    private string Bridge => $"unix:{OvsDirectory}/v-net-0.mgmt";

    /// <summary>What is broken; and how the daemon names what it mended.</summary>
    public static TheoryData<string, string> Damages => new()
    {
        { "OFCTL del-flows BRIDGE", "flow " },
        { "OFCTL --strict del-flows BRIDGE \"$(OFCTL dump-flows BRIDGE | grep -o 'priority=200,dl_dst=[0-9a-f:]*' | head -1 | sed 's/^/table=1,/')\"", "flow " },
        { "OFCTL mod-flows BRIDGE table=1,actions=drop", "flow " },
        { "VSCTL del-port red-eth0", "port red-eth0 on v-net-0" },
        { "VSCTL del-port red-eth0 -- add-port v-net-0 red-eth0", "port red-eth0 on v-net-0" },
        { "VSCTL del-br v-net-0", "bridge v-net-0" },
        { "VSCTL set-fail-mode v-net-0 standalone", "bridge v-net-0" },
        { "VSCTL set bridge v-net-0 other_config:hwaddr=02:00:00:00:00:77", "bridge v-net-0" },
        { "VSCTL del-controller v-net-0", "bridge v-net-0" },
        { "VSCTL set bridge v-net-0 protocols=OpenFlow10", "bridge v-net-0" },
        { "VSCTL set interface red-eth0 ofport_request=77", "flow " },
        { "VSCTL set port red-eth0 tag=77", "port red-eth0 on v-net-0" },
        { "VSCTL set port red-eth0 trunks=1,2 vlan_mode=trunk", "port red-eth0 on v-net-0" },
        { "tc -n red qdisc add dev eth0 root tbf rate 1mbit burst 16k latency 50ms", "shape of red:eth0" },
        { "ip link del red-eth0", "link red:eth0 - root:red-eth0" },
        { "ip -n red link set eth0 down", "link red:eth0" },
        { "ip link set red-eth0 down", "link root:red-eth0" },
        { "ip link set red-eth0 down; ip link set red-eth0 name other; ip link set other up", "link red:eth0 - root:red-eth0" },
        { "ip link set red-eth0 netns blue", "link red:eth0 - root:red-eth0" },
        { "ip -n red link set eth0 down; ip -n red link set eth0 name odd", "link red:eth0 - root:red-eth0" },
        { "ip -n red link set eth0 netns blue name moved", "link red:eth0 - root:red-eth0" },
        { "ip -n red address del 172.16.10.1/24 dev eth0", "address 172.16.10.1/24 on red:eth0" },
        { "ip address del 172.16.10.254/24 dev v-net-0", "address 172.16.10.254/24 on root:v-net-0" },
        { "ip -n red route del default", "route default via 172.16.10.254 of red" },
        { "ip netns del red", "host red" },
        { "nft delete table inet ovsctl_red-blue", "nat table ovsctl_red-blue" },
        { "nft flush table inet ovsctl_red-blue", "nat table ovsctl_red-blue" },
        { "echo 0 >/proc/sys/net/ipv4/ip_forward", "nat table ovsctl_red-blue" },
        // del-br has taken the port of somebody else's along: with one the bridge would not be made anew.
        { "ip link del v-net-0", "bridge v-net-0" },
    };

    [Fact]
    public async Task Every_damage_is_healed_and_told_and_nothing_foreign_is_touched()
    {
        await Programs.ShellAsync("ip netns add foreign; ip link add foreign0 type veth peer name foreign1; nft add table inet foreign; nft add chain inet foreign c");
        // Somebody who turns it off below and had it on before gets what he did last: only from off both are the same.
        var forwarding = (await Programs.ShellAsync("echo 0 >/proc/sys/net/ipv4/ip_forward; cat /proc/sys/net/ipv4/ip_forward")).Ok();
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        await VsctlAsync("add-port v-net-0 byhand -- set interface byhand type=internal external_ids:mine=yes");
        await OfctlAsync("add-flow", "v-net-0", "table=9,cookie=0x77,priority=7,actions=drop");
        try
        {
            using var events = new EventLines(StartOvsCtl("events", "-w", "-o", "json", "red-blue"));
            foreach (var (damage, healed) in Damages.Select(d => ((string)d.Data.Item1, (string)d.Data.Item2)))
            {
                await SettleAsync();
                var before = events.Count;
                (await Programs.ShellAsync(damage.Replace("OFCTL", Ofctl, StringComparison.Ordinal).Replace("VSCTL", Vsctl, StringComparison.Ordinal).Replace("BRIDGE", Bridge, StringComparison.Ordinal))).Ok();
                await Eventually.TrueAsync(
                    () => events.After(before).Any(l => l.Contains("\"kind\": \"healed\"", StringComparison.Ordinal) && l.Contains($"\"object\": \"{healed}", StringComparison.Ordinal)),
                    $"{damage}: {healed}");
            }

            await SettleAsync();
            Assert.Contains("6 ok, 0 failed", (await OvsCtlAsync("lab", "check", "red-blue")).Ok(), StringComparison.Ordinal);
            Assert.Contains("no changes", (await OvsCtlAsync("lab", "plan", "--exit-code", Labs.RedBlue)).Ok(), StringComparison.Ordinal);
            Assert.Contains("foreign0", (await Programs.ShellAsync("ip -br link; ip netns list; nft list ruleset")).Ok(), StringComparison.Ordinal);
            (await Programs.ShellAsync("test -e /run/netns/foreign && nft list chain inet foreign c")).Ok();
        }
        finally
        {
            (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
            // What the lab's table remembered has outlived the table.
            Assert.Equal(forwarding, (await Programs.ShellAsync("cat /proc/sys/net/ipv4/ip_forward")).Ok());
            await Programs.ShellAsync("ip netns del foreign; ip link del foreign0; nft delete table inet foreign");
        }
    }

    [Fact]
    public async Task Foreign_flows_and_ports_on_a_bridge_of_ours_stay_through_healing()
    {
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        await VsctlAsync("add-port v-net-0 byhand -- set interface byhand type=internal external_ids:mine=yes");
        await OfctlAsync("add-flow", "v-net-0", "table=9,cookie=0x77,priority=7,actions=drop");
        await SettleAsync();
        (await Programs.ShellAsync($"{Ofctl} mod-flows {Bridge} table=1,actions=drop; ip -n red address flush dev eth0; {Vsctl} del-port red-eth0")).Ok();
        await SettleAsync();
        Assert.Contains("byhand", await VsctlAsync("list-ports v-net-0"), StringComparison.Ordinal);
        Assert.Contains("cookie=0x77", await OfctlAsync("dump-flows", "v-net-0"), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
    }

    [Theory]
    [InlineData("pkill -9 -x ovs-vswitchd")]
    [InlineData("pkill -9 -f '[p]unix:OVS/db.sock'")]
    public async Task Programs_of_the_switch_that_die_come_back_with_all_they_had(string kill)
    {
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        await SettleAsync();
        (await Programs.ShellAsync(kill.Replace("OVS", OvsDirectory, StringComparison.Ordinal))).Ok();
        await Eventually.TrueAsync(async () => (await OvsCtlAsync("lab", "check", "red-blue")).Out.Contains("6 ok, 0 failed", StringComparison.Ordinal), "the checks");
        await SettleAsync();
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
    }

    [Fact]
    public async Task Paused_lab_stays_broken_shows_what_differs_and_is_mended_when_resumed()
    {
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        (await OvsCtlAsync("lab", "pause", "red-blue")).Ok();
        (await Programs.ShellAsync("ip -n red address del 172.16.10.1/24 dev eth0; ip link del blue-eth0")).Ok();
        var status = (await OvsCtlAsync("lab", "status", "red-blue")).Ok();
        Assert.Contains("red-blue: drifted, paused", status, StringComparison.Ordinal);
        Assert.Contains("+ address 172.16.10.1/24 on red:eth0", status, StringComparison.Ordinal);
        Assert.Contains("+ link blue:eth0 - root:blue-eth0", status, StringComparison.Ordinal);

        // Also by the next daemon: the pause is part of what was asked for.
        await KillDaemonAsync();
        await StartDaemonAsync("--ovs", "embedded");
        await Eventually.TrueAsync(async () => (await OvsCtlAsync("lab", "status", "red-blue", "-o", "json")).Out.Contains("\"reason\": \"Paused\"", StringComparison.Ordinal), "the first look");
        Assert.Equal("", (await Programs.ShellAsync("ip -n red -4 -br address show eth0 | grep 172.16")).Out);

        using (var watch = new EventLines(StartOvsCtl("lab", "status", "-w", "-o", "json", "red-blue")))
        {
            await Eventually.TrueAsync(() => watch.Count > 0, "the first status");
            (await OvsCtlAsync("lab", "resume", "red-blue")).Ok();
            await Eventually.TrueAsync(() => watch.After(0).Any(l => l.Contains("\"healed\": [ {", StringComparison.Ordinal) && l.Contains("\"object\": \"address 172.16.10.1/24 on red:eth0\", \"message\": \"it is not there\"", StringComparison.Ordinal)), "what was healed");
        }

        await SettleAsync();
        Assert.Matches(@"(?s)\nhealed last\nWHEN.*address 172\.16\.10\.1/24 on red:eth0 +it is not there", (await OvsCtlAsync("lab", "status", "red-blue")).Ok());
        Assert.Contains("6 ok, 0 failed", (await OvsCtlAsync("lab", "check", "red-blue")).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
    }

    [Fact]
    public async Task Veth_replaced_by_hand_is_taken_over_and_its_port_revived()
    {
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        (await OvsCtlAsync("lab", "pause", "red-blue")).Ok();
        (await Programs.ShellAsync("ip link del red-eth0; ip link add red-eth0 type veth peer name eth0 netns red; ip link set red-eth0 up")).Ok();
        (await OvsCtlAsync("lab", "resume", "red-blue")).Ok();
        await SettleAsync();
        Assert.Contains("6 ok, 0 failed", (await OvsCtlAsync("lab", "check", "red-blue")).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
    }

    [Fact]
    public async Task Lab_that_cannot_be_mended_says_why_and_does_not_stop_the_others()
    {
        const string Lab = "lab: LAB\nswitches:\n  sLAB: {}\nhosts:\n  aLAB: {sLAB: 10.9.0.1/24}\n  bLAB: {sLAB: 10.9.0.2/24}\n";
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Lab.Replace("LAB", "one", StringComparison.Ordinal)))).Ok();
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Lab.Replace("LAB", "two", StringComparison.Ordinal)))).Ok();
        // A name that is taken by somebody else is never freed by force. Both in one breath, until it is quicker than the healing.
        (await Programs.ShellAsync("until printf 'link del aone-eth0\\nlink add aone-eth0 type veth peer name blocker0\\n' | ip -force -batch - && ip link show blocker0; do :; done")).Ok();
        await Eventually.TrueAsync(async () => (await OvsCtlAsync("lab", "status", "one")).Out.Contains("one: failed", StringComparison.Ordinal), "lab one in trouble");
        Assert.Contains("was not made by ovsctl", (await OvsCtlAsync("lab", "status", "one")).Ok(), StringComparison.Ordinal);
        (await Programs.ShellAsync("ip -n atwo address flush dev eth0")).Ok();
        await Eventually.TrueAsync(async () => (await OvsCtlAsync("ping", "-c", "1", "atwo", "btwo")).ExitCode == 0, "lab two healed");

        (await Programs.ShellAsync("ip link del aone-eth0")).Ok();
        await Eventually.TrueAsync(async () => (await OvsCtlAsync("ping", "-c", "1", "aone", "bone")).ExitCode == 0, "lab one healed once the name is free");
        (await OvsCtlAsync("lab", "down", "one")).Ok();
        (await OvsCtlAsync("lab", "down", "two")).Ok();
    }

    [Fact]
    public async Task Flow_that_the_switch_refuses_is_told_in_the_status_of_its_lab()
    {
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        await VsctlAsync("-- --id=@full create flow_table flow_limit=3 overflow_policy=refuse -- set bridge v-net-0 flow_tables:1=@full");
        await OfctlAsync("del-flows", "v-net-0", "table=1");
        await Eventually.TrueAsync(async () => (await OvsCtlAsync("lab", "status", "red-blue")).Out.Contains("red-blue: failed", StringComparison.Ordinal), "the lab in trouble");
        Assert.Contains("the switch refused it: OFPET_FLOW_MOD_FAILED OFPFMFC_TABLE_FULL", (await OvsCtlAsync("lab", "status", "red-blue")).Ok(), StringComparison.Ordinal);
        Assert.Contains("TABLE_FULL", (await Programs.ShellAsync($"ovsdb-client dump --format=csv unix:{RunDirectory}/state/db.sock OvsCtl Condition")).Ok(), StringComparison.Ordinal);
        await VsctlAsync("clear bridge v-net-0 flow_tables");
        await SettleAsync();
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
    }

    private Task SettleAsync() =>
        Eventually.TrueAsync(async () => (await OvsCtlAsync("lab", "plan", "--exit-code", Labs.RedBlue)).ExitCode == 0, "an empty plan");
}
