using OvsCtl.Api.V1;
using OvsCtl.Cli.Labs;
using OvsCtl.Topology.Drawings;

namespace OvsCtl.Cli.Tests.Rendering;

public sealed class LabDrawingTests
{
    [Fact]
    public void Box_of_a_host_says_what_holds_back_its_interface_and_what_is_down()
    {
        var host = new HostStatus { Name = "slow", Exists = true };
        host.Interfaces.Add(new InterfaceStatus { Name = "eth0", Addresses = { "10.0.0.3/24" }, IsUp = true, Peer = "s1", Ofport = 3, Shape = "rate 1mbit burst 16384b" });
        host.Interfaces.Add(new InterfaceStatus { Name = "eth1", Peer = "s1", Ofport = 4 });
        var lab = new LabStatus { Summary = new LabSummary { Name = "shaping" }, Hosts = { host }, Switches = { new SwitchStatus { Name = "s1", Kind = "ovs", Exists = true } } };

        var drawing = LabDrawing.Of(lab);

        Assert.Equal(["eth0 10.0.0.3/24", "rate 1mbit burst 16384b", $"eth1 no address{Drawing.Down}"], drawing.Boxes.Single(box => box.Name == "slow").Lines);
        Assert.Equal([("port 3", false), ("port 4", true)], drawing.Cables.Select(cable => (cable.FromLabel, cable.IsDown)));
    }
}
