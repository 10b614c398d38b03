using System.Diagnostics.CodeAnalysis;
using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>Damage of every kind by chance for a while, the daemon killed among it; then quiet, and all is as it was asked for.</summary>
public sealed class ChaosTests : DaemonFixture
{
    private const int Rounds = 25;

    private static readonly string[] s_damages =
    [
        "OFCTL del-flows BRIDGE", "OFCTL mod-flows BRIDGE table=1,actions=drop", "VSCTL del-port HOST-eth0", "VSCTL del-br v-net-0", "VSCTL set-fail-mode v-net-0 standalone",
        "VSCTL del-controller v-net-0", "ip link del HOST-eth0", "ip -n HOST link set eth0 down", "ip link set HOST-eth0 down", "ip link set HOST-eth0 down; ip link set HOST-eth0 name odd-HOST; ip link set odd-HOST up",
        "ip -n HOST address flush dev eth0", "ip address flush dev v-net-0", "ip -n HOST route del default", "ip netns del HOST", "nft delete table inet ovsctl_red-blue",
        "echo 0 >/proc/sys/net/ipv4/ip_forward", "pkill -9 -x ovs-vswitchd", "pkill -9 -f '[p]unix:OVS/db.sock'",
    ];

    [Theory]
    [InlineData(1)]
    [SuppressMessage("Security", "CA5394", Justification = "The same damage in each run.")]
    public async Task After_any_damage_the_lab_converges_and_nothing_foreign_has_changed(int seed)
    {
        var random = new Random(seed);
        const string Foreign = "ip netns list | grep -c foreign; ip -br link show foreign0 | cut -d' ' -f1; nft list chain inet foreign c";
        (await Programs.ShellAsync("ip netns add foreign; ip link add foreign0 type veth peer name foreign1; nft add table inet foreign; nft add chain inet foreign c")).Ok();
        var foreign = (await Programs.ShellAsync(Foreign)).Ok();
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        string[] hosts = ["red", "blue", "green", "yellow"];
        for (var round = 0; round < Rounds; round++)
        {
            var damage = s_damages[random.Next(s_damages.Length)].Replace("OFCTL", "timeout 5 ovs-ofctl -O OpenFlow13", StringComparison.Ordinal).Replace("VSCTL", $"timeout 5 ovs-vsctl --no-wait --db=unix:{OvsDirectory}/db.sock", StringComparison.Ordinal)
                .Replace("BRIDGE", $"unix:{OvsDirectory}/v-net-0.mgmt", StringComparison.Ordinal).Replace("OVS", OvsDirectory, StringComparison.Ordinal).Replace("HOST", hosts[random.Next(hosts.Length)], StringComparison.Ordinal);
            await Programs.ShellAsync(damage); // may fail: what it is to break may be broken already
            await Task.Delay(random.Next(400), TestContext.Current.CancellationToken);
            if (round % 10 != 5) continue;
            await KillDaemonAsync();
            await StartDaemonAsync("--ovs", "embedded");
        }

        await Eventually.TrueAsync(async () => (await OvsCtlAsync("lab", "plan", "--exit-code", Labs.RedBlue)).ExitCode == 0 && (await OvsCtlAsync("lab", "check", "red-blue")).ExitCode == 0, "nothing to do, and the checks hold");
        Assert.Equal(foreign, (await Programs.ShellAsync(Foreign)).Ok());
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
        (await Programs.ShellAsync("ip netns del foreign; ip link del foreign0; nft delete table inet foreign")).Ok();
    }
}
