using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Ovsdb.OpenvSwitch;

namespace OvsCtl.Cli.Commands;

internal sealed class PortCommand : Command
{
    public PortCommand(GlobalOptions globals)
        : base("port", "Ports of Open vSwitch's bridges.")
    {
        Subcommands.Add(new PortListCommand(globals));
        var bridge = new Argument<string>("BRIDGE") { Description = "The bridge." };
        var port = new Argument<string>("PORT") { Description = "The port." };
        Subcommands.Add(new SwitchChangeCommand(
            globals, ["port", "add"], "Plug a link into a bridge; says when the switch cannot use it.", "sudo ovsctl port add v-net-0 veth-red-br", [bridge, port], parse => new AddPort { Bridge = parse.GetRequiredValue(bridge), Name = parse.GetRequiredValue(port) }));
        Subcommands.Add(new SwitchChangeCommand(
            globals, ["port", "del"], "Take a port off a bridge; the link stays.", "sudo ovsctl port del v-net-0 red-eth0", [bridge, port], parse => new DeletePort { Bridge = parse.GetRequiredValue(bridge), Name = parse.GetRequiredValue(port) }));
    }
}
