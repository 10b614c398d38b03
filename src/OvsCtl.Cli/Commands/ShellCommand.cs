using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;

namespace OvsCtl.Cli.Commands;

internal sealed class ShellCommand : CliCommand
{
    public ShellCommand(GlobalOptions globals)
        : base(
            "shell",
            "A shell inside a host: $SHELL, or /bin/sh. Its exit code is the command's; 125 to 127 when it did not start.",
            "ovsctl shell red")
    {
        var host = new Argument<string>("HOST") { Description = "The host's name." }.WithHosts();
        Arguments.Add(host);
        Run(globals, (parse, context, cancellationToken) =>
        {
            var name = parse.GetRequiredValue(host);
            var shell = Environment.GetEnvironmentVariable("SHELL") is { Length: > 0 } own ? own : "/bin/sh";
            return HostPrograms.RunAsync(context, name, [shell], ["shell", name], isShell: true, cancellationToken);
        });
    }
}
