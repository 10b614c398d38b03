using System.Text.Json;
using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>The commands that change one thing at once, as labs/README.md lists them beside those of the tutorials.</summary>
public sealed class DirectCommandTests : DaemonFixture
{
    [Fact]
    public async Task Each_thing_is_deleted_by_its_own_command_and_put_back_by_lab_up()
    {
        var before = await Machine.SnapshotAsync();
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        (await OvsCtlAsync("lab", "pause", "red-blue")).Ok();
        (await OvsCtlAsync("route", "del", "red", "default", "via", "172.16.10.254")).Ok();
        Assert.Equal("", (await Programs.ShellAsync("ip -n red route show default")).Ok());
        (await OvsCtlAsync("addr", "del", "red:eth0", "172.16.10.1/24")).Ok();
        Assert.Equal("", (await Programs.ShellAsync("ip -n red -4 -br address show dev eth0 | grep 172.16 || true")).Ok());
        (await OvsCtlAsync("addr", "del", "red:eth0", "172.16.10.1/24")).Ends(5);

        var table = JsonDocument.Parse((await OvsCtlAsync("-o", "json", "nat", "list")).Ok()).RootElement.EnumerateArray().First(r => r.GetProperty("chain").GetString() == "postrouting");
        var handle = $"{table.GetProperty("handle").GetUInt64()}";
        (await OvsCtlAsync("nat", "del", "ovsctl_red-blue", handle)).Ok();
        (await OvsCtlAsync("nat", "del", "ovsctl_red-blue", handle)).Ends(5);
        (await OvsCtlAsync("port", "del", "v-net-0", "yellow-eth0", "--db", $"unix:{OvsDirectory}/db.sock")).Ok();
        Assert.DoesNotContain("yellow-eth0", await VsctlAsync("list-ports v-net-0"), StringComparison.Ordinal);

        var plan = (await OvsCtlAsync("lab", "plan", "--exit-code", "red-blue")).Ends(4).Out;
        foreach (var missing in new[] { "172.16.10.1/24", "default via 172.16.10.254", "ovsctl_red-blue", "yellow-eth0" }) Assert.Contains(missing, plan, StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        Assert.Contains(" 0 failed", (await OvsCtlAsync("lab", "check", "red-blue")).Ok(), StringComparison.Ordinal);

        (await OvsCtlAsync("bridge", "del", "v-net-0", "--db", $"unix:{OvsDirectory}/db.sock")).Ok();
        (await OvsCtlAsync("bridge", "del", "v-net-0", "--db", $"unix:{OvsDirectory}/db.sock")).Ends(5);
        Assert.Equal("", await VsctlAsync("list-br"));
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
        Assert.Equal(before, await Machine.SnapshotAsync());
    }

    [Fact]
    public async Task What_is_added_is_what_ip_shows()
    {
        (await Programs.ShellAsync("ip netns add direct && ip link add d0 netns direct type veth peer name d1 netns direct && ip -n direct link set d0 up && ip -n direct link set d1 up")).Ok();
        try
        {
            (await OvsCtlAsync("addr", "add", "direct:d0", "10.7.0.1/24")).Ok();
            (await OvsCtlAsync("addr", "add", "direct:d0", "10.7.0.1/24")).Ends(1);
            (await OvsCtlAsync("route", "add", "direct", "192.0.2.0/24", "via", "10.7.0.2")).Ok();
            (await OvsCtlAsync("arp", "add", "direct:d0", "10.7.0.2", "02:00:00:00:00:05")).Ok();
            Assert.Contains("10.7.0.1/24", (await Programs.ShellAsync("ip -n direct addr show dev d0")).Ok(), StringComparison.Ordinal);
            Assert.Contains("192.0.2.0/24 via 10.7.0.2 dev d0", (await Programs.ShellAsync("ip -n direct route")).Ok(), StringComparison.Ordinal);
            Assert.Contains("10.7.0.2 dev d0 lladdr 02:00:00:00:00:05 PERMANENT", (await Programs.ShellAsync("ip -n direct neigh")).Ok(), StringComparison.Ordinal);

            Assert.Contains("unreachable", (await OvsCtlAsync("route", "add", "direct", "198.51.100.0/24", "via", "172.31.0.1")).Ends(1).Error, StringComparison.OrdinalIgnoreCase);
            (await OvsCtlAsync("addr", "add", "direct", "10.7.0.1/24")).Ends(2);
            (await OvsCtlAsync("addr", "add", "direct:d0", "10.7.0.1")).Ends(2);
            (await OvsCtlAsync("addr", "add", "direct:nosuch", "10.7.0.3/24")).Ends(5);
            (await OvsCtlAsync("addr", "add", "nosuch:d0", "10.7.0.3/24")).Ends(5);
            (await OvsCtlAsync("arp", "del", "direct:d0", "10.7.0.2")).Ok();
            (await OvsCtlAsync("arp", "del", "direct:d0", "10.7.0.2")).Ends(5);
            (await OvsCtlAsync("route", "del", "direct", "192.0.2.0/24")).Ok();
            (await OvsCtlAsync("route", "del", "direct", "192.0.2.0/24")).Ends(5);
            (await OvsCtlAsync("addr", "del", "direct:d0", "10.7.0.1/24")).Ok();
        }
        finally
        {
            await Programs.ShellAsync("ip netns del direct");
        }
    }

    [Fact]
    public async Task A_filter_of_others_that_drops_what_is_forwarded_is_named()
    {
        (await Programs.ShellAsync("nft 'add table ip filter; add chain ip filter FORWARD { type filter hook forward priority 0; policy drop; }'")).Ok();
        try
        {
            const string Warning = "the chain FORWARD of the table ip filter is not ovsctl's";
            var up = await OvsCtlAsync("lab", "up", Labs.RedBlue);
            up.Ok();
            Assert.Contains(Warning, up.Error, StringComparison.Ordinal);
            Assert.Contains("iptables -P FORWARD ACCEPT", up.Error, StringComparison.Ordinal);
            Assert.Contains(Warning, (await OvsCtlAsync("lab", "status", "red-blue")).Ok(), StringComparison.Ordinal);
            Assert.Contains(Warning, (await OvsCtlAsync("lab", "check", "red-blue")).Ends(3).Error, StringComparison.Ordinal);
            Assert.Contains("chain ip filter FORWARD: policy drop", (await OvsCtlAsync("doctor")).Out, StringComparison.Ordinal);
        }
        finally
        {
            await Programs.ShellAsync("nft delete table ip filter");
        }

        Assert.DoesNotContain("warning", (await OvsCtlAsync("lab", "status", "red-blue")).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
    }
}
