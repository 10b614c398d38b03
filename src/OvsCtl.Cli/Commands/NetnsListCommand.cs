using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Rendering;
using OvsCtl.Cli.Sandboxes;

namespace OvsCtl.Cli.Commands;

internal sealed class NetnsListCommand : CliCommand
{
    public NetnsListCommand(GlobalOptions globals)
        : base("list", "The namespaces in /run/netns.", "ovsctl netns list")
    {
        Run(globals, (parse, context, cancellationToken) =>
            SandboxSocket.TryParse(context.SocketPath) is { } sandbox
                ? SandboxEntry.RunAsync(sandbox, [.. SandboxArguments.Globals(parse, globals), "netns", "list"], cancellationToken)
                : Task.FromResult(List(context)));
    }

    private static int List(CliContext context)
    {
        NetnsView.Write(context.Terminal.Out, NamedNamespaceAccess.List(), context.Format);
        return ExitCode.Ok;
    }
}
