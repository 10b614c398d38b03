using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;

namespace OvsCtl.Cli.Commands;

/// <summary>The verbs mean what those of <c>ip netns</c> mean; no daemon is needed.</summary>
internal sealed class NetnsCommand : LocalCommand
{
    public NetnsCommand(GlobalOptions globals)
        : base("netns", "Named network namespaces, as 'ip netns' has them; by itself it lists them.", "ovsctl netns")
    {
        RunHere(globals, _ => ["netns", "list"], (_, context) => NetnsListCommand.Write(context));
        Subcommands.Add(new NetnsListCommand(globals));
        Subcommands.Add(new NetnsAddCommand(globals));
        Subcommands.Add(new NetnsDeleteCommand(globals));
        Subcommands.Add(new NetnsAttachCommand(globals));
        Subcommands.Add(new NetnsSetCommand(globals));
        Subcommands.Add(new NetnsListIdCommand(globals));
        Subcommands.Add(new NetnsPidsCommand(globals));
        Subcommands.Add(new NetnsIdentifyCommand(globals));
        Subcommands.Add(new NetnsPeerCommand(globals));
        Subcommands.Add(new NetnsExecCommand(globals));
        Subcommands.Add(new NetnsAllCommand(globals));
        Subcommands.Add(new NetnsWatchCommand(globals));
    }
}
