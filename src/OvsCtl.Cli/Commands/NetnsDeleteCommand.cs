using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Sandboxes;

namespace OvsCtl.Cli.Commands;

internal sealed class NetnsDeleteCommand : CliCommand
{
    public NetnsDeleteCommand(GlobalOptions globals)
        : base("del", "Delete a named namespace; what still uses it keeps it alive without a name.", "sudo ovsctl netns del red")
    {
        var name = new Argument<string>("NAME") { Description = "The namespace's name." };
        Aliases.Add("delete");
        Arguments.Add(name);
        Run(globals, (parse, context, cancellationToken) =>
        {
            if (SandboxSocket.TryParse(context.SocketPath) is { } sandbox)
                return SandboxEntry.RunAsync(sandbox, ["netns", "del", parse.GetRequiredValue(name)], cancellationToken);
            NamedNamespaceAccess.Delete(parse.GetRequiredValue(name));
            return Task.FromResult(ExitCode.Ok);
        });
    }
}
