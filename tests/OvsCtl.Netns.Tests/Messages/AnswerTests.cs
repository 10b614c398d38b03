using System.Net;
using OvsCtl.Netns.Messages;
using OvsCtl.Netns.Monitoring;
using OvsCtl.Netns.Tests.Captures;

namespace OvsCtl.Netns.Tests.Messages;

public sealed class AnswerTests
{
    [Fact]
    public void Link_message_of_a_veth_is_read_whole()
    {
        var link = Assert.Single(Parse<Link>("veth-link", LinkParser.Parse));
        Assert.Equal(77, link.IfIndex);
        Assert.Equal("veth0", link.Name);
        Assert.Equal("veth", link.Kind);
        Assert.Equal([2, 0, 0, 0, 0, 1], link.Address);
        Assert.Equal(1400, link.Mtu);
        Assert.True(link.IsUp);
        Assert.Equal("down", link.OperState);
        Assert.Equal(2, link.MasterIfIndex);
        Assert.Equal(2, link.PeerIfIndex);
        Assert.Equal(0, link.PeerNsId);
        Assert.Equal(5u, link.Group);
        Assert.Equal("ovsctl", link.Alias);
        Assert.Equal(["red-eth0-outside", "second-name-of-it"], link.AlternativeNames);
    }

    [Fact]
    public void Address_message_is_read_whole()
    {
        var address = Assert.Single(Parse<AddressEntry>("ipv4-address", AddressParser.Parse));
        Assert.Equal(new AddressEntry { IfIndex = 2, Address = IPAddress.Parse("10.1.2.3"), PrefixLength = 24, Scope = 0, Flags = 0x80, Label = "br0" }, address);
    }

    [Fact]
    public void Route_with_two_next_hops_is_two_routes()
    {
        var routes = Parse<Route>("ipv4-routes", RouteParser.Parse);
        Route[] expected =
        [
            new() { Destination = IPNetwork.Parse("10.1.2.0/24"), OutIfIndex = 2, Protocol = 2, Scope = 253, Table = 254, Type = 1, PreferredSource = IPAddress.Parse("10.1.2.3"), IsLinkDown = true },
            new() { Destination = IPNetwork.Parse("10.9.0.0/16"), OutIfIndex = 2, Protocol = 4, Table = 254, Type = 1, Metric = 7, Gateway = IPAddress.Parse("10.1.2.9"), IsLinkDown = true },
            new() { Destination = IPNetwork.Parse("10.10.0.0/16"), OutIfIndex = 2, Protocol = 3, Table = 254, Type = 1, Gateway = IPAddress.Parse("10.1.2.9"), IsLinkDown = true },
            new() { Destination = IPNetwork.Parse("10.10.0.0/16"), OutIfIndex = 2, Protocol = 3, Table = 254, Type = 1, Gateway = IPAddress.Parse("10.1.2.10"), IsLinkDown = true },
        ];
        Assert.Equal(expected, routes);
    }

    [Fact]
    public void Neighbours_are_read_with_their_states()
    {
        var neighbours = Parse<Neighbour>("neighbours", NeighbourParser.Parse);
        var permanent = Assert.Single(neighbours, n => n.Address.Equals(IPAddress.Parse("10.0.0.9")));
        Assert.Equal((NeighbourState.Permanent, "020000000009"), (permanent.State, Convert.ToHexString(permanent.LinkAddress)));
        Assert.Equal(NeighbourState.Reachable, Assert.Single(neighbours, n => n.Address.Equals(IPAddress.Parse("fd00::9"))).State);
    }

    [Fact]
    public void Rules_are_read_with_what_they_match()
    {
        var rules = Parse<Rule>("rules", RuleParser.Parse);
        Assert.Contains(new Rule { Priority = 77, Source = IPNetwork.Parse("10.1.0.0/16"), InputInterface = "lo", Mark = 7, MarkMask = 0xff, Table = 1000 }, rules);
        Assert.Contains(rules, rule => rule is { Priority: 0, Table: RouteTable.Local, Source: null, Protocol: 2 });
        Assert.Equal(IPNetwork.Parse("10.9.0.0/16"), Assert.Single(rules, rule => rule.Action == RuleAction.Blackhole).Destination);
    }

    [Fact]
    public void Token_bucket_is_read_in_bits_bytes_and_time()
    {
        var qdisc = Assert.Single(Parse<Qdisc>("qdiscs", QdiscParser.Parse), qdisc => qdisc.Kind == "tbf");
        var bucket = Assert.IsType<TokenBucket>(qdisc.Settings);
        Assert.Equal((Qdisc.Root, 10_000_000ul, 32_768u), (qdisc.Parent, bucket.BitsPerSecond, bucket.BurstBytes));
        Assert.Equal(400, bucket.Latency?.TotalMilliseconds ?? 0, 0.1);
    }

    [Fact]
    public void Bridge_port_is_read_inside_its_link()
    {
        var link = Assert.Single(Parse<Link>("bridge-port-link", LinkParser.Parse));
        Assert.Equal(("p1", "veth", true, false), (link.Name, link.Kind, link.BridgePort?.Learning, link.BridgePort?.Isolated));
        Assert.NotNull(link.Statistics);
    }

    [Fact]
    public void Extended_acknowledgement_carries_the_words_of_the_kernel()
    {
        var reader = new MessageReader(Capture.Read("address-exists"));
        Assert.True(reader.Read());
        var error = Acknowledgement.ParseError(reader.Header, reader.Payload).ToException("add address 10.1.2.3/24 on link br0");
        Assert.NotNull(error);
        Assert.Equal("EEXIST", error.ErrnoName);
        Assert.Equal("add address 10.1.2.3/24 on link br0: File exists (EEXIST): ipv4: Address already assigned", error.Message);
    }

    [Theory]
    [InlineData("route-refused")]
    [InlineData("route-refused-uncapped")] // repeats the whole request before the text
    public void Words_of_the_kernel_are_found_behind_what_is_repeated_of_the_request(string capture)
    {
        var reader = new MessageReader(Capture.Read(capture));
        Assert.True(reader.Read());
        var error = Acknowledgement.ParseError(reader.Header, reader.Payload).ToException("add route");
        Assert.Equal(("ENETUNREACH", "Nexthop has invalid gateway"), (error?.ErrnoName, error?.KernelMessage));
    }

    [Fact]
    public void Namespace_ids_and_forwarding_and_tables_that_changed_are_read()
    {
        Assert.Equal([7, 12], Parse<int>("namespace-ids", NamespaceIdParser.Parse).Order());
        var changes = ChangeParser.Parse(Capture.Read("netconf-forwarding")).Cast<ForwardingChange>().ToList();
        Assert.Contains(new ForwardingChange(IsIpv6: false, IfIndex: 1, IsOn: true), changes);
        Assert.Contains(new ForwardingChange(IsIpv6: true, IfIndex: null, IsOn: true), changes);
        Assert.Equal([new NftablesChange("lab")], NftablesWatcher.Parse(Capture.Read("nftables-changes")));
    }

    [Fact]
    public void Next_hops_of_the_other_family_and_of_IPv6_are_read()
    {
        Assert.Equal(IPAddress.Parse("fe80::1"), Assert.Single(Parse<Route>("via-routes", RouteParser.Parse), route => route.Destination.ToString() == "10.9.0.0/16").Gateway);
        Assert.Equal(["fd00::3", "fd00::4"], Parse<Route>("ipv6-routes", RouteParser.Parse).Where(route => route.Destination.ToString() == "fd05::/64").Select(route => $"{route.Gateway}").Order());
        Assert.Contains(Parse<AddressEntry>("ipv6-addresses", AddressParser.Parse), address => address is { PrefixLength: 64, IsTentative: false } && address.Address.Equals(IPAddress.Parse("fd00::1")));
    }

    [Fact]
    public void Error_without_a_text_reads_as_operation_and_error_name()
    {
        Assert.Equal("create veth red-eth0: File exists (EEXIST)", new NetlinkException(17, "create veth red-eth0").Message);
        Assert.Equal("bind x: Operation not supported (EOPNOTSUPP)", new NativeException(95, "bind x").Message);
    }

    private static List<T> Parse<T>(string capture, NetlinkSocket.DumpParser<T> parse)
    {
        var items = new List<T>();
        var reader = new MessageReader(Capture.Read(capture));
        while (reader.Read()) parse(reader.Header.nlmsg_type, reader.Payload, items);
        return items;
    }
}
