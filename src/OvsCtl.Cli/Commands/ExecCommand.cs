using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;

namespace OvsCtl.Cli.Commands;

internal sealed class ExecCommand : CliCommand
{
    public ExecCommand(GlobalOptions globals)
        : base(
            "exec",
            "Run a command inside a host, and inside the namespaces of its process when that is isolated. The exit code is the command's; 125 to 127 when it did not start.",
            "ovsctl exec red -- ip address",
            "ovsctl exec blue -- python3 -m http.server 8000")
    {
        var host = new Argument<string>("HOST") { Description = "The host's name." }.WithHosts();
        var command = CommandArgument.Required();
        Arguments.Add(host);
        Arguments.Add(command);
        Run(globals, (parse, context, cancellationToken) =>
        {
            var (name, argv) = (parse.GetRequiredValue(host), parse.GetRequiredValue(command));
            return HostPrograms.RunAsync(context, name, argv, ["exec", name, "--", .. argv], isShell: false, cancellationToken);
        });
    }
}
