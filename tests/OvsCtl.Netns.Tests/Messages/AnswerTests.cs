using System.Net;
using OvsCtl.Netns.Messages;
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
        Assert.Equal(new AddressEntry { IfIndex = 2, Address = IPAddress.Parse("10.1.2.3"), PrefixLength = 24, Scope = 0, Flags = 0x80 }, address);
    }

    [Fact]
    public void Route_with_two_next_hops_is_two_routes()
    {
        var routes = Parse<Route>("ipv4-routes", RouteParser.Parse);
        Route[] expected =
        [
            new() { Destination = IPNetwork.Parse("10.1.2.0/24"), OutIfIndex = 2, Protocol = 2, Scope = 253, Table = 254, Type = 1, PreferredSource = IPAddress.Parse("10.1.2.3") },
            new() { Destination = IPNetwork.Parse("10.9.0.0/16"), OutIfIndex = 2, Protocol = 4, Table = 254, Type = 1, Metric = 7, Gateway = IPAddress.Parse("10.1.2.9") },
            new() { Destination = IPNetwork.Parse("10.10.0.0/16"), OutIfIndex = 2, Protocol = 3, Table = 254, Type = 1, Gateway = IPAddress.Parse("10.1.2.9") },
            new() { Destination = IPNetwork.Parse("10.10.0.0/16"), OutIfIndex = 2, Protocol = 3, Table = 254, Type = 1, Gateway = IPAddress.Parse("10.1.2.10") },
        ];
        Assert.Equal(expected, routes);
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
