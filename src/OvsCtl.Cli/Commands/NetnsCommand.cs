using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Commands;

/// <summary>The verbs mean what those of <c>ip netns</c> mean; no daemon is needed.</summary>
internal sealed class NetnsCommand : Command
{
    public NetnsCommand(GlobalOptions globals)
        : base("netns", "Named network namespaces, as 'ip netns' has them.")
    {
        Subcommands.Add(new NetnsListCommand(globals));
        Subcommands.Add(new NetnsAddCommand(globals));
        Subcommands.Add(new NetnsDeleteCommand(globals));
        Subcommands.Add(new NetnsExecCommand(globals));
    }
}
