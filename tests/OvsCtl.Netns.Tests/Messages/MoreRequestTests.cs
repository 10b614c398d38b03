using System.Net;
using OvsCtl.Netns.Tests.Captures;
using static OvsCtl.Netns.Tests.Messages.RequestBytes;

namespace OvsCtl.Netns.Tests.Messages;

/// <summary>As <see cref="RequestTests"/>, for queueing disciplines, neighbours, rules and the rarer kinds of links, addresses and routes.</summary>
public sealed class MoreRequestTests
{
    [Fact]
    public void Token_bucket_is_what_tc_makes_of_it() => AssertRequest(
        Convert.ToHexString(Capture.Read("tbf-request")),
        batch => batch.SetQdisc("lo", new TokenBucket { BitsPerSecond = 10_000_000, BurstBytes = 32 * 1024, Latency = TimeSpan.FromMilliseconds(400) }),
        links: [1]); // tc qdisc replace dev lo root tbf rate 10mbit burst 32kb latency 400ms

    [Fact]
    public void Rate_beyond_32_bits_of_bytes_has_an_attribute_of_its_own() => AssertRequest(
        Convert.ToHexString(Capture.Read("tbf-fast-request")),
        batch => batch.SetQdisc("lo", new TokenBucket { BitsPerSecond = 40_000_000_000, BurstBytes = 1024 * 1024, LimitBytes = 3 * 1024 * 1024 }),
        links: [1]); // tc qdisc replace dev lo root tbf rate 40gbit burst 1mb limit 3mb

    [Fact]
    public void Delay_and_loss_are_counted_in_ticks_and_shares() => AssertRequest(
        """
        4c000000 24000505 9c6d026b 00000000 00000000 01000000 00000100 ffffffff
        00000000 0a000100 6e657465 6d000000 1c000200 5a620200 e8030000 3d0ad703
        00000000 00000000 127a0000
        """,
        batch => batch.SetQdisc("lo", new NetworkEmulation { Delay = TimeSpan.FromMilliseconds(10), Jitter = TimeSpan.FromMilliseconds(2), Loss = 0.015 }, handle: 0x10000), links: [1]); // tc qdisc replace dev lo root handle 1: netem delay 10ms 2ms loss 1.5%

    [Fact]
    public void Duplication_and_corruption_have_places_of_their_own() => AssertRequest(
        """
        58000000 24000505 9c6d026b 00000000 00000000 01000000 00000000 ffffffff
        00000000 0a000100 6e657465 6d000000 28000200 84d71700 f4010000 00000000
        00000000 295c8f02 00000000 0c000400 14ae4701 00000000
        """,
        batch => batch.SetQdisc("lo", new NetworkEmulation { Delay = TimeSpan.FromMilliseconds(100), Limit = 500, Duplication = 0.01, Corruption = 0.005 }), links: [1]); // tc qdisc replace dev lo root netem delay 100ms limit 500 duplicate 1% corrupt 0.5%

    [Fact]
    public void Discipline_is_deleted_at_its_place() => AssertRequest(
        """
        24000000 25000500 9c6d026b 00000000 00000000 01000000 00000000 ffffffff
        00000000
        """,
        batch => batch.DeleteQdisc("lo"), links: [1]); // tc qdisc del dev lo root

    [Fact]
    public void Neighbour_is_permanent_and_replaced() => AssertRequest(
        """
        30000000 1c000505 9c6d026b 00000000 02000000 01000000 80000000 08000100
        0a000009 0a000200 02000000 00090000
        """,
        batch => batch.AddNeighbour("lo", IPAddress.Parse("10.0.0.9"), [2, 0, 0, 0, 0, 9]), links: [1]); // ip neigh replace 10.0.0.9 lladdr 02:00:00:00:00:09 nud permanent dev lo

    [Fact]
    public void Rule_has_its_networks_mark_and_table() => AssertRequest(
        """
        54000000 20000506 9c6d026b 00000000 02101000 00000001 00000000 08000200
        0a010000 08000100 0a020000 07000300 6c6f0000 08000a00 07000000 08001000
        ff000000 08000f00 e8030000 08000600 4d000000
        """,
        batch => batch.AddRule(new Rule { Source = IPNetwork.Parse("10.1.0.0/16"), Destination = IPNetwork.Parse("10.2.0.0/16"), InputInterface = "lo", Mark = 7, MarkMask = 0xff, Table = 1000, Priority = 77 })); // ip rule add from 10.1.0.0/16 to 10.2.0.0/16 iif lo fwmark 0x7/0xff table 1000 priority 77

    [Fact]
    public void Blackhole_needs_no_interface() => AssertRequest(
        """
        2c000000 18000506 9c6d026b 00000000 02100000 fe040006 00000000 08000100
        0a420000 08000600 05000000
        """,
        batch => batch.AddRoute(new Route { Destination = IPNetwork.Parse("10.66.0.0/16"), Type = RouteType.Blackhole, Metric = 5 })); // ip route add blackhole 10.66.0.0/16 metric 5 proto static

    [Fact]
    public void Route_of_a_high_table_names_it_in_an_attribute() => AssertRequest(
        """
        44000000 18000506 9c6d026b 00000000 02100000 0004fd01 00000000 08000100
        0a430000 08000f00 e8030000 08000700 7f000001 08000600 09000000 08000400
        01000000
        """,
        batch => batch.AddRoute(new Route { Destination = IPNetwork.Parse("10.67.0.0/16"), Table = 1000, PreferredSource = IPAddress.Loopback, Metric = 9 }, "lo"), links: [1]); // ip route add 10.67.0.0/16 dev lo table 1000 src 127.0.0.1 metric 9 proto static

    [Fact]
    public void Gateway_on_link_is_a_flag() => AssertRequest(
        """
        34000000 18000505 9c6d026b 00000000 02100000 fe040001 04000000 08000100
        0a440000 08000500 0a000003 08000400 01000000
        """,
        batch => batch.AddRoute(new Route { Destination = IPNetwork.Parse("10.68.0.0/16"), Gateway = IPAddress.Parse("10.0.0.3"), IsOnLink = true }, "lo", RouteMode.Replace), links: [1]); // ip route replace 10.68.0.0/16 via 10.0.0.3 dev lo onlink proto static

    [Fact]
    public void Peer_label_and_lifetimes_ride_with_an_address() => AssertRequest(
        """
        48000000 14000506 9c6d026b 00000000 021e0000 01000000 08000200 0a050001
        08000100 0a050002 09000300 6c6f3a78 00000000 14000600 32000000 64000000
        00000000 00000000
        """,
        batch => batch.AddAddress("lo", IPAddress.Parse("10.5.0.1"), 30, new AddressOptions { Peer = IPAddress.Parse("10.5.0.2"), Label = "lo:x", ValidLifetime = TimeSpan.FromSeconds(100), PreferredLifetime = TimeSpan.FromSeconds(50) }), links: [1]); // ip addr add 10.5.0.1 peer 10.5.0.2/30 dev lo label lo:x valid_lft 100 preferred_lft 50

    [Fact]
    public void Vxlan_has_its_ends_and_its_port() => AssertRequest(
        """
        74000000 10000506 9c6d026b 00000000 00000000 00000000 00000000 00000000
        08000300 76783000 4c001200 09000100 76786c61 6e000000 3c000200 05000500
        07000000 08000300 01000000 08000100 2a000000 08000400 0a000001 08000200
        0a000002 05000700 00000000 06000f00 12b50000
        """,
        batch => batch.AddLink(new NewVxlan { Name = "vx0", Vni = 42, Remote = IPAddress.Parse("10.0.0.2"), Local = IPAddress.Parse("10.0.0.1"), Ttl = 7, Learning = false, Device = "lo" }), links: [1]); // ip link add vx0 type vxlan id 42 remote 10.0.0.2 local 10.0.0.1 dstport 4789 ttl 7 nolearning dev lo

    [Fact]
    public void Macvlan_is_put_upon_its_parent() => AssertRequest(
        """
        4c000000 10000506 9c6d026b 00000000 00000000 00000000 00000000 00000000
        08000500 03000000 08000300 6d763000 1c001200 0b000100 6d616376 6c616e00
        0c000200 08000100 04000000
        """,
        batch => batch.AddLink(new NewMacvlan { Name = "mv0", Parent = "dum" }), links: [3]); // ip link add link dum name mv0 type macvlan mode bridge

    [Fact]
    public void Alternative_name_is_taken_away_by_its_property() => AssertRequest(
        """
        2c000000 6d000500 9c6d026b 00000000 00000000 03000000 00000000 00000000
        0c003480 08003500 666f6f00
        """,
        batch => batch.DeleteAlternativeName(3, "foo")); // ip link property del dev dum altname foo

    [Fact]
    public void Gateway_of_the_newer_family_is_a_via() => AssertRequest(
        """
        44000000 18000506 9c6d026b 00000000 02100000 fe040001 00000000 08000100
        0a450000 16001200 0a00fe80 00000000 00000000 00000000 00010000 08000400
        01000000
        """,
        batch => batch.AddRoute(new Route { Destination = IPNetwork.Parse("10.69.0.0/16"), Gateway = IPAddress.Parse("fe80::1") }, "lo"), links: [1]); // ip route add 10.69.0.0/16 via inet6 fe80::1 dev lo proto static

    [Fact]
    public void Settings_that_make_no_sense_are_refused_before_anything_is_sent()
    {
        using var route = RouteSocket.Open();
        var batch = route.NewBatch();
        Assert.Throws<ArgumentException>(() => batch.SetQdisc("lo", new TokenBucket { BitsPerSecond = 0, BurstBytes = 1 }));
        Assert.Throws<ArgumentException>(() => batch.SetQdisc("lo", new TokenBucket { BitsPerSecond = 1000, BurstBytes = 0 }));
        Assert.Throws<ArgumentException>(() => batch.SetQdisc("lo", new NetworkEmulation { Loss = 1.1 }));
        Assert.Throws<ArgumentException>(() => batch.SetQdisc("lo", new NetworkEmulation { Loss = double.NaN }));
        Assert.Throws<ArgumentException>(() => batch.SetQdisc("lo", new NetworkEmulation { Delay = TimeSpan.FromMinutes(5) }));
        Assert.Throws<ArgumentException>(() => batch.AddLink(new NewVxlan { Name = "v", Vni = 1 << 24 }));
        Assert.Throws<ArgumentException>(() => batch.AddLink(new NewVlan { Name = "v", Parent = "lo", VlanId = 4095 }));
        Assert.Throws<ArgumentException>(() => batch.AddNeighbour("lo", IPAddress.Loopback, [1]));
        Assert.Throws<ArgumentException>(() => batch.AddRule(new Rule { Source = IPNetwork.Parse("fd00::/8") }));
        Assert.Throws<ArgumentException>(() => batch.AddRoute(new Route { Destination = IPNetwork.Parse("10.0.0.0/8") }));
        Assert.Throws<ArgumentException>(() => batch.AddAddress("lo", IPAddress.Loopback, 8, new AddressOptions { Peer = IPAddress.IPv6Loopback }));
        Assert.Equal(0, batch.Count);
    }
}
