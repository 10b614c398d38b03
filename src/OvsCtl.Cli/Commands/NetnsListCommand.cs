using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class NetnsListCommand : LocalCommand
{
    public NetnsListCommand(GlobalOptions globals)
        : base("list", "The namespaces in /run/netns.", "ovsctl netns list")
    {
        RunHere(globals, _ => ["netns", "list"], (_, context) => Write(context));
    }

    public static void Write(CliContext context) => NetnsView.Write(context.Terminal.Out, NamedNamespaceAccess.List(), context.Format);
}
