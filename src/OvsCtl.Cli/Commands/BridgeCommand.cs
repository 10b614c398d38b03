using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Ovsdb.OpenvSwitch;

namespace OvsCtl.Cli.Commands;

internal sealed class BridgeCommand : Command
{
    public BridgeCommand(GlobalOptions globals)
        : base("bridge", "Bridges of Open vSwitch.")
    {
        Subcommands.Add(new BridgeShowCommand(globals));
        var name = new Argument<string>("BRIDGE") { Description = "The bridge." };
        Subcommands.Add(new SwitchDeleteCommand(
            globals, ["bridge", "del"], "Delete a bridge with all its ports.", "sudo ovsctl bridge del v-net-0", [name], parse => new DeleteBridge { Name = parse.GetRequiredValue(name) }));
    }
}
