using OvsCtl.Topology.Desired;
using OvsCtl.Topology.LabFiles;
using OvsCtl.Topology.Specs;
using OvsCtl.Topology.Tests.LabFiles;

namespace OvsCtl.Topology.Tests.Desired;

public sealed class ResolverTests
{
    [Fact]
    public void Main_lab_has_a_cable_for_every_host_and_one_to_the_outside()
    {
        var lab = RedBlue();
        Assert.Equal(
            ["red:eth0-root:red-eth0", "blue:eth0-root:blue-eth0", "green:eth0-root:green-eth0", "yellow:eth0-root:yellow-eth0", "root:ens33-internet:eth0"],
            lab.Cables.Select(c => $"{c.A.Place}:{c.A.Name}-{c.B.Place}:{c.B.Name}"));
        Assert.Equal(["red:eth0", "blue:eth0", "green:eth0", "yellow:eth0"], lab.Bridges.Single().Ports.Select(p => p.Peer));
        Assert.All(lab.Cables.Take(4), c => Assert.True(c.A.NeedsChecksums));
        Assert.False(lab.Cables[4].A.NeedsChecksums || lab.Cables[4].B.NeedsChecksums);
    }

    [Fact]
    public void Root_reaches_the_world_outside_through_the_host_that_stands_for_it() =>
        Assert.Equal(["203.0.113.8/32 via 192.168.137.2 dev ens33"], RedBlue().Routes.Where(r => r.Place.IsRoot).Select(r => r.ToString()));

    [Fact]
    public void Nat_and_forwards_become_one_table()
    {
        var table = RedBlue().NatTables.Single();
        Assert.Equal(
            [
                """postrouting ip saddr 172.16.10.0/24 oifname "ens33" counter masquerade""",
                "prerouting ip daddr 192.168.137.133 tcp dport 8000 counter dnat ip to 172.16.10.5:8000",
                "output ip daddr 192.168.137.133 tcp dport 8000 counter dnat ip to 172.16.10.5:8000",
                "postrouting ip saddr 172.16.10.0/24 ip daddr 172.16.10.5 tcp dport 8000 ct status dnat counter masquerade",
            ],
            table.Rules.Select(r => $"{r.Chain} {r.Text}"));
        Assert.All(table.Rules, r => Assert.InRange(r.Comment.Length, 1, 128)); // nft keeps no longer ones
        Assert.Equal(table.Rules.Count, table.Rules.Select(r => (r.Chain, r.Comment)).Distinct().Count());
    }

    [Fact]
    public void Host_neither_forwards_nor_speaks_IPv6_unless_the_file_asks()
    {
        var lab = Resolve("""
            lab: s
            hosts:
              plain: {loopback: 192.0.2.1/32}
              router: {forward: true, sysctl: {net.ipv4.tcp_syncookies: 0}}
              six: {loopback: '2001:db8::1/128'}
            """);
        Assert.Equal(("0", "1"), (lab.Hosts[0].Sysctls[Resolver.Ipv4Forward], lab.Hosts[0].Sysctls["net.ipv6.conf.all.disable_ipv6"]));
        Assert.Equal(("1", "0"), (lab.Hosts[1].Sysctls[Resolver.Ipv4Forward], lab.Hosts[1].Sysctls["net.ipv4.tcp_syncookies"]));
        Assert.Equal(("0", "0"), (lab.Hosts[2].Sysctls["net.ipv6.conf.all.disable_ipv6"], lab.Hosts[2].Sysctls[Resolver.Ipv6Forward]));
    }

    [Fact]
    public void Long_names_are_shortened_to_what_the_kernel_takes_and_stay_apart()
    {
        var hosts = string.Concat(Enumerable.Range(0, 50).Select(i => $"  a-very-long-host-name-{i}: {{s1: 10.0.0.{i + 1}/24}}\n"));
        var lab = Resolve($"lab: long\nswitches: {{s1: }}\nhosts:\n{hosts}");
        var names = lab.Bridges[0].Ports.Select(p => p.Name).ToList();
        Assert.All(names, n => Assert.InRange(n.Length, 1, 15));
        Assert.Equal(50, names.Distinct().Count());
    }

    [Fact]
    public void MACs_are_local_unicast_distinct_and_the_same_each_time()
    {
        var (once, again) = (RedBlue(), RedBlue());
        var macs = once.Interfaces.Select(i => i.Mac).OfType<MacAddress>().ToList();
        Assert.All(macs, m => Assert.Equal(2UL, m.Value >> 40));
        Assert.Equal(macs.Count, macs.Distinct().Count());
        Assert.Equal(macs, again.Interfaces.Select(i => i.Mac).OfType<MacAddress>());
    }

    [Fact]
    public void Patch_ports_name_each_other()
    {
        var lab = Resolve("lab: p\nswitches: {s1: , s2: }\nlinks: [{s1: , s2: }]\n");
        var (a, b) = (lab.Bridges[0].Ports.Single(), lab.Bridges[1].Ports.Single());
        Assert.Equal((a.Name, b.Name), (b.PatchPeer, a.PatchPeer));
        Assert.Empty(lab.Cables);
    }

    private static DesiredState RedBlue() => Resolve(File.ReadAllText(Repository.LabFiles().Single(f => f.EndsWith("/red-blue.yaml", StringComparison.Ordinal))));

    private static DesiredState Resolve(string text) => Resolver.Resolve(LabFile.Parse(text, "lab.yaml"));
}
