using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Commands;

internal sealed class FlowCommand : Command
{
    public FlowCommand(GlobalOptions globals)
        : base("flow", "OpenFlow tables: look, watch, compare, change, explain.")
    {
        Subcommands.Add(new FlowListCommand(globals));
        Subcommands.Add(new FlowWatchCommand(globals));
        Subcommands.Add(new FlowDiffCommand(globals));
        Subcommands.Add(new FlowAddCommand(globals));
        Subcommands.Add(new FlowDeleteCommand(globals));
        Subcommands.Add(new FlowExplainCommand(globals));
    }
}
