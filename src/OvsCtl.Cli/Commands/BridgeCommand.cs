using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Commands;

internal sealed class BridgeCommand : Command
{
    public BridgeCommand(GlobalOptions globals)
        : base("bridge", "Bridges of the daemon's Open vSwitch.") => Subcommands.Add(new BridgeShowCommand(globals));
}
