using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Ovsdb.OpenvSwitch;

namespace OvsCtl.Cli.Commands;

internal sealed class BridgeCommand : Command
{
    private static string DatapathType => Directory.Exists("/sys/module/openvswitch") ? "system" : "netdev";

    public BridgeCommand(GlobalOptions globals)
        : base("bridge", "Bridges of Open vSwitch.")
    {
        Subcommands.Add(new BridgeShowCommand(globals));
        var name = new Argument<string>("BRIDGE") { Description = "The bridge." };
        Subcommands.Add(new SwitchChangeCommand(
            globals, ["bridge", "add"], "Make a bridge that learns by itself, in the kernel's datapath where there is one.", "sudo ovsctl bridge add v-net-0", [name], parse => new AddBridge { Name = parse.GetRequiredValue(name), DatapathType = DatapathType }));
        Subcommands.Add(new SwitchChangeCommand(
            globals, ["bridge", "del"], "Delete a bridge with all its ports.", "sudo ovsctl bridge del v-net-0", [name], parse => new DeleteBridge { Name = parse.GetRequiredValue(name) }));
    }
}
