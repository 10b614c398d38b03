using System.Net;
using static OvsCtl.Netns.Tests.Messages.RequestBytes;

namespace OvsCtl.Netns.Tests.Messages;

/// <summary>The expected bytes are what iproute2 6.1 sent for the command in each test's comment.</summary>
public sealed class RequestTests
{
    [Fact]
    public void Veth_with_its_peer_in_another_namespace_is_one_request()
    {
        // ip link add veth0 address 02:00:00:00:00:01 mtu 1400 up index 77 type veth peer name eth0 netns red
        var a = new VethEnd { Name = "veth0", Mac = [2, 0, 0, 0, 0, 1], Mtu = 1400, Up = true, IfIndex = 77 };
        using var here = NetworkNamespace.OpenCurrent();
        var b = new VethEnd { Name = "eth0", Namespace = here };
        AssertRequest(
            """
            78000000 10000506 9c6d026b 00000000 00000000 4d000000 01000000 01000000
            0a000100 02000000 00010000 08000400 78050000 0a000300 76657468 30000000
            38001200 08000100 76657468 2c000200 28000100 00000000 00000000 00000000
            00000000 08001c00 04000000 09000300 65746830 00000000
            """,
            batch => batch.AddVeth(a, b),
            namespaces: [4]);
    }

    [Fact]
    public void Bridge_is_made_by_its_kind() => AssertRequest(
        """
        38000000 10000506 9c6d026b 00000000 00000000 00000000 00000000 00000000
        08000300 62723000 10001200 0a000100 62726964 67650000
        """,
        batch => batch.AddBridge("br0")); // ip link add br0 type bridge

    [Fact]
    public void Master_is_given_by_index() => AssertRequest(
        "28000000 10000500 9c6d026b 00000000 00000000 4d000000 00000000 00000000 08000a00 02000000",
        batch => batch.SetLink(77, master: "br0"), // ip link set dev veth0 master br0
        links: [2]);

    [Fact]
    public void Up_changes_only_that_flag() => AssertRequest(
        "20000000 10000500 9c6d026b 00000000 00000000 02000000 01000000 01000000",
        batch => batch.SetLink(2, up: true)); // ip link set br0 up

    [Fact]
    public void Alternative_name_is_a_property_list() => AssertRequest(
        """
        34000000 6c00050e 9c6d026b 00000000 00000000 4d000000 00000000 00000000
        14003480 10003500 612d6c6f 6e672d6e 616d6500
        """,
        batch => batch.AddAlternativeName(77, "a-long-name")); // ip link property add dev veth0 altname a-long-name

    [Fact]
    public void Address_is_both_local_and_network() => AssertRequest(
        "28000000 14000506 9c6d026b 00000000 02180000 02000000 08000200 0a010203 08000100 0a010203",
        batch => batch.AddAddress("br0", IPAddress.Parse("10.1.2.3"), 24), // ip addr add 10.1.2.3/24 dev br0
        links: [2]);

    [Fact]
    public void Route_is_appended() => AssertRequest(
        """
        3c000000 1800050c 9c6d026b 00000000 02100000 fe040001 00000000 08000100
        0a090000 08000500 0a010209 08000600 07000000 08000400 02000000
        """,
        batch => batch.AddRoute(IPNetwork.Parse("10.9.0.0/16"), IPAddress.Parse("10.1.2.9"), "br0", metric: 7), // ip route append 10.9.0.0/16 via 10.1.2.9 dev br0 proto static metric 7
        links: [2]);

    [Fact]
    public void Route_to_delete_matches_any_scope_and_type() => AssertRequest(
        """
        3c000000 19000500 9c6d026b 00000000 02100000 fe04ff00 00000000 08000100
        0a090000 08000500 0a010209 08000600 07000000 08000400 02000000
        """,
        batch => batch.DeleteRoute(IPNetwork.Parse("10.9.0.0/16"), IPAddress.Parse("10.1.2.9"), "br0", metric: 7), // ip route del ...
        links: [2]);

    [Fact]
    public void Group_is_deleted_without_naming_a_link() => AssertRequest(
        "28000000 11000500 9c6d026b 00000000 00000000 00000000 00000000 00000000 08001b00 09000000",
        batch => batch.DeleteGroup(9)); // ip link del group 9

    [Fact]
    public void Link_is_deleted_by_index() => AssertRequest(
        "20000000 11000500 9c6d026b 00000000 00000000 4d000000 00000000 00000000",
        batch => batch.DeleteLink(77)); // ip link del veth0

    [Fact]
    public void Second_end_of_a_veth_cannot_be_made_up()
    {
        using var route = RouteSocket.Open();
        var error = Assert.Throws<ArgumentException>(() => route.NewBatch().AddVeth(new VethEnd { Name = "a" }, new VethEnd { Name = "b", Up = true }));
        Assert.Contains("ENOTCONN", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sixteen-bytes-xx")]
    [InlineData("a/b")]
    [InlineData("a b")]
    public void Invalid_interface_name_is_refused_before_anything_is_sent(string name)
    {
        using var route = RouteSocket.Open();
        Assert.Throws<ArgumentException>(() => route.NewBatch().AddBridge(name));
    }
}
