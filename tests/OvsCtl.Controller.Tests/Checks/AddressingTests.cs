using System.Net;
using OvsCtl.Controller.Checks;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.LabFiles;

namespace OvsCtl.Controller.Tests.Checks;

public sealed class AddressingTests
{
    private static readonly DesiredState Lab = Resolver.Resolve(LabFile.Parse(
        """
        lab: names
        switches:
          s1: {address: 10.1.0.254/24}
          s2: {address: 10.2.0.254/24}
        hosts:
          a: {s1: 10.1.0.1/24}
          b: {s1: 10.1.0.2/24, s2: 10.2.0.2/24, loopback: 192.0.2.1/32}
          c: {s2: 10.2.0.3/24}
          d: {loopback: 192.0.2.9/32}
        """,
        "lab.yaml"));

    [Theory]
    [InlineData("a", "b", "10.1.0.2")]
    [InlineData("c", "b", "10.2.0.2")]
    [InlineData("a", "d", "192.0.2.9")]
    [InlineData("a", "s1", "10.1.0.254")]
    [InlineData("d", "b", "10.1.0.2")]
    public void Name_means_the_address_the_sender_shares_a_network_with(string from, string to, string expected) =>
        Assert.Equal(IPAddress.Parse(expected), Addressing.Of(Lab, to, new Place(from)));

    [Fact]
    public void Unknown_name_has_no_address() => Assert.Null(Addressing.Of(Lab, "nobody", Place.Root));
}
