using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Commands;

internal sealed class PortCommand : Command
{
    public PortCommand(GlobalOptions globals)
        : base("port", "Ports of bridges.") => Subcommands.Add(new PortListCommand(globals));
}
