using OvsCtl.Topology.LabFiles;

namespace OvsCtl.Topology.Tests.LabFiles;

public sealed class InterfaceNamesTests
{
    [Theory]
    [InlineData("{s1: , s2: }", "eth0 eth1 eth2 out")]
    [InlineData("{s1: {name: eth1}, s2: }", "eth1 eth0 eth2 out")]
    [InlineData("{s1: , s2: {name: eth0}}", "eth1 eth0 eth2 out")]
    [InlineData("{s2: {name: lan}}", "lan eth0 out")]
    [InlineData("", "eth0 out")]
    public void A_free_name_is_the_lowest_that_no_interface_of_the_host_has(string red, string names)
    {
        var spec = LabFile.Parse($"lab: a\nswitches: {{s1: , s2: }}\nhosts: {{red: {red}}}\nlinks: [{{red: , blue: }}, {{root:x: , red:out: }}]", "f");

        Assert.Equal(names, string.Join(' ', InterfaceNames.Of(spec, spec.Hosts[0])));
        Assert.Equal(names, string.Join(' ', InterfaceNames.OfAll(spec)["red"]));
        Assert.Equal(["eth0"], InterfaceNames.OfAll(spec)["blue"]);
    }

    [Fact]
    public void A_bridge_in_the_host_takes_its_name()
    {
        var spec = LabFile.Parse("lab: a\nswitches: {eth0: {kind: linux, in: red}, s1: }\nhosts: {red: {s1: }}", "f");

        Assert.Equal(["eth1"], InterfaceNames.Of(spec, spec.Hosts[0]));
    }
}
