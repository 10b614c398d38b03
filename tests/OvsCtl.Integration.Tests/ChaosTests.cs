using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>
/// Damage of every kind by chance for a while, the daemon killed among it or not; then quiet, and all is as it was asked for.
/// OVSCTL_TEST_CHAOS_SECONDS says how long (8), OVSCTL_TEST_CHAOS_SEED which chances (1).
/// </summary>
public sealed class ChaosTests : DaemonFixture
{
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(Number("OVSCTL_TEST_CHAOS_SECONDS", 8));
    private static readonly int s_seed = Number("OVSCTL_TEST_CHAOS_SEED", 1);
    private static readonly string[] s_hosts = ["red", "blue", "green", "yellow"];

    private static readonly string[] s_damages =
    [
        "OFCTL del-flows BRIDGE", "OFCTL del-flows BRIDGE table=1", "OFCTL mod-flows BRIDGE table=1,actions=drop",
        "VSCTL del-port HOST-eth0", "VSCTL del-br v-net-0", "VSCTL set-fail-mode v-net-0 standalone", "VSCTL del-controller v-net-0",
        "VSCTL set bridge v-net-0 other_config:hwaddr=02:00:00:00:00:77", "VSCTL set interface HOST-eth0 ofport_request=77", "VSCTL set port HOST-eth0 tag=77", "VSCTL del-port HOST-eth0 -- add-port v-net-0 HOST-eth0",
        "ip link del HOST-eth0", "ip -n HOST link del eth0", "ip -n HOST link set eth0 down", "ip link set HOST-eth0 down",
        "ip link set HOST-eth0 down; ip link set HOST-eth0 name odd-HOST; ip link set odd-HOST up", "ip -n HOST link set eth0 down; ip -n HOST link set eth0 name odd",
        "ip link set HOST-eth0 netns OTHER", "ip -n HOST link set eth0 netns OTHER name moved", "ip -n HOST link set eth0 address 02:00:00:00:00:55", "ip -n HOST link set eth0 mtu 1300", "ip -n HOST link set lo down",
        "ip link del HOST-eth0; ip link add HOST-eth0 type veth peer name eth0 netns HOST; ip link set HOST-eth0 up",
        "ip -n HOST address flush dev eth0", "ip -n HOST address add 172.16.10.99/24 dev eth0", "ip address flush dev v-net-0", "ip link set v-net-0 down", "ip link del v-net-0",
        "ip -n HOST route del default", "ip -n HOST route add 10.77.0.0/16 dev eth0", "tc -n HOST qdisc add dev eth0 root tbf rate 1mbit burst 16k latency 50ms",
        "ip netns del HOST", "nft delete table inet ovsctl_red-blue", "nft flush table inet ovsctl_red-blue", "echo 0 >/proc/sys/net/ipv4/ip_forward",
        "pkill -9 -x ovs-vswitchd", "pkill -9 -f '[p]unix:OVS/db.sock'", "pkill -9 -f '[p]unix:RUN/state/db.sock'",
    ];

    private string Vsctl => $"timeout 5 ovs-vsctl --no-wait --db=unix:{OvsDirectory}/db.sock";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [SuppressMessage("Security", "CA5394", Justification = "The same damage in each run.")]
    public async Task After_any_damage_the_lab_converges_and_nothing_foreign_has_changed(bool killsDaemon)
    {
        var random = new Random(s_seed);
        await MakeForeignAsync();
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        var foreign = await ForeignAsync();
        var done = new List<string>();
        var nextKill = random.Next(1000, 3000);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < s_duration;)
        {
            var damage = Damage(s_damages[random.Next(s_damages.Length)], random);
            done.Add($"{clock.ElapsedMilliseconds} {damage}");
            await Programs.ShellAsync(damage); // may fail: what it is to break may be broken already
            await Task.Delay(random.Next(300), TestContext.Current.CancellationToken);
            if (!killsDaemon || clock.ElapsedMilliseconds < nextKill) continue;
            nextKill = (int)clock.ElapsedMilliseconds + random.Next(1000, 6000);
            done.Add($"{clock.ElapsedMilliseconds} the daemon is killed");
            await KillDaemonAsync();
            await StartDaemonAsync("--ovs", "embedded");
        }

        try
        {
            await Eventually.TrueAsync(async () => (await OvsCtlAsync("lab", "plan", "--exit-code", Labs.RedBlue)).ExitCode == 0 && (await OvsCtlAsync("lab", "check", "red-blue")).ExitCode == 0, "nothing to do, and the checks hold");
            Assert.Equal(foreign, await ForeignAsync());
        }
        catch (Exception e) when (e is Xunit.Sdk.XunitException)
        {
            var plan = await OvsCtlAsync("lab", "plan", Labs.RedBlue);
            var check = await OvsCtlAsync("lab", "check", "red-blue");
            Assert.Fail($"seed {s_seed}: {e.Message}\n{string.Join('\n', done.TakeLast(30))}\nplan: {plan.Out}{plan.Error}\ncheck: {check.Out}{check.Error}\nlog:\n{string.Join('\n', (await File.ReadAllLinesAsync(Path.Combine(RunDirectory, "daemon.log"), TestContext.Current.CancellationToken)).TakeLast(60))}");
        }

        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
        await RemoveForeignAsync();
    }

    [SuppressMessage("Security", "CA5394", Justification = "The same damage in each run.")]
    private string Damage(string pattern, Random random)
    {
        var host = s_hosts[random.Next(s_hosts.Length)];
        return pattern.Replace("OFCTL", "timeout 5 ovs-ofctl -O OpenFlow13", StringComparison.Ordinal).Replace("VSCTL", Vsctl, StringComparison.Ordinal)
            .Replace("BRIDGE", $"unix:{OvsDirectory}/v-net-0.mgmt", StringComparison.Ordinal).Replace("OVS", OvsDirectory, StringComparison.Ordinal).Replace("RUN", RunDirectory, StringComparison.Ordinal)
            .Replace("HOST", host, StringComparison.Ordinal).Replace("OTHER", s_hosts[(Array.IndexOf(s_hosts, host) + 1) % s_hosts.Length], StringComparison.Ordinal);
    }

    private async Task MakeForeignAsync()
    {
        (await Programs.ShellAsync("""
            ip netns add foreign; ip -n foreign link add dummy0 type veth peer name dummy1; ip -n foreign address add 10.88.0.1/24 dev dummy0; ip -n foreign link set dummy0 up
            ip link add foreign0 type veth peer name foreign1; ip link set foreign0 alias 'not ovsctl'; ip address add 10.89.0.1/24 dev foreign0; ip link set foreign0 up; ip link set foreign1 up; ip route add 10.90.0.0/16 via 10.89.0.2
            nft add table inet foreign; nft 'add chain inet foreign c { type filter hook forward priority 5; policy accept; }'; nft add rule inet foreign c ip saddr 10.91.0.0/16 counter drop
            """)).Ok();
        (await Programs.ShellAsync($"{Vsctl} add-br foreign-br -- set bridge foreign-br datapath_type=netdev fail_mode=secure external_ids:mine=yes -- add-port foreign-br foreign-int -- set interface foreign-int type=internal")).Ok();
    }

    /// <summary>Everything foreign, without what counts.</summary>
    private async Task<string> ForeignAsync() => (await Programs.ShellAsync($$"""
        ip netns list | grep foreign | sed 's/ (id.*//'; stat -Lc %i /run/netns/foreign; ip -n foreign -o address show | sed 's/ *valid_lft.*//'; ip -n foreign route
        for i in foreign0 foreign1; do ip -o link show $i | sed 's/ qdisc.*alias/ alias/; s/ qdisc.*//'; ip -o -4 address show $i; done; ip route show 10.90.0.0/16; nft -s list table inet foreign
        for r in 'bridge foreign-br name fail_mode external_ids datapath_type' 'port foreign-int name tag' 'interface foreign-int name type'; do set -- $r; t=$1 n=$2; shift 2; {{Vsctl}} --columns=$(echo $* | tr ' ' ,) list $t $n; done
        """)).Ok();

    private async Task RemoveForeignAsync() =>
        (await Programs.ShellAsync($"ip netns del foreign; ip link del foreign0; nft delete table inet foreign; {Vsctl} del-br foreign-br")).Ok();

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
