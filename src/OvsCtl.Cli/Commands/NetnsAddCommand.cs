using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Sandboxes;

namespace OvsCtl.Cli.Commands;

internal sealed class NetnsAddCommand : CliCommand
{
    public NetnsAddCommand(GlobalOptions globals)
        : base("add", "Create a named namespace.", "sudo ovsctl netns add red")
    {
        var name = new Argument<string>("NAME") { Description = "The new namespace's name." };
        Arguments.Add(name);
        Run(globals, (parse, context, cancellationToken) =>
        {
            if (SandboxSocket.TryParse(context.SocketPath) is { } sandbox)
                return SandboxEntry.RunAsync(sandbox, ["netns", "add", parse.GetRequiredValue(name)], cancellationToken);
            NamedNamespaceAccess.Create(parse.GetRequiredValue(name));
            return Task.FromResult(ExitCode.Ok);
        });
    }
}
