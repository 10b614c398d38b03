using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Commands;

internal sealed class GroupCommand : Command
{
    public GroupCommand(GlobalOptions globals)
        : base("group", "Groups of bridges: several ways out for one flow.") => Subcommands.Add(new GroupListCommand(globals));
}
