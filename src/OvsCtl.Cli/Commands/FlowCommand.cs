using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Commands;

internal sealed class FlowCommand : Command
{
    public FlowCommand(GlobalOptions globals)
        : base("flow", "OpenFlow tables.") => Subcommands.Add(new FlowListCommand(globals));
}
