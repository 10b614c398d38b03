using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Sandboxes;

namespace OvsCtl.Cli.Commands;

internal sealed class NetnsExecCommand : CliCommand
{
    public NetnsExecCommand(GlobalOptions globals)
        : base("exec", "Run a command in a named namespace, with /sys and /etc/netns/NAME as 'ip netns exec' sets them.", "sudo ovsctl netns exec red -- ip route")
    {
        var name = new Argument<string>("NAME") { Description = "The namespace's name." };
        var command = CommandArgument.Required();
        Arguments.Add(name);
        Arguments.Add(command);
        Run(globals, (parse, context, _) =>
        {
            var (target, argv) = (parse.GetRequiredValue(name), parse.GetRequiredValue(command));
            return SandboxSocket.TryParse(context.SocketPath) is { } sandbox
                ? SandboxEntry.RunProgramAsync(sandbox, ["netns", "exec", target, "--", .. argv])
                : Task.FromResult(NamedNamespaceAccess.Exec(target, argv, environment: null));
        });
    }
}
