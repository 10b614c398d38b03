using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Diagnostics;
using OvsCtl.Cli.Sandboxes;

namespace OvsCtl.Cli.Commands;

internal sealed class SandboxCommand : CliCommand
{
    public SandboxCommand(GlobalOptions globals)
        : base(
            "sandbox",
            "Run a command, or your shell, in fresh namespaces with a daemon of their own. All of it is gone when the command ends.",
            "ovsctl sandbox",
            "ovsctl sandbox -- sh -c 'ovsctl lab up labs/red-blue.yaml && ovsctl ping red blue'")
    {
        var command = CommandArgument.Optional();
        Arguments.Add(command);
        Run(globals, (parse, _, cancellationToken) =>
        {
            SandboxPrerequisites.Require();
            string[] task = parse.GetValue(command) is { Length: > 0 } argv ? ["--", .. argv] : [];
            return SandboxLauncher.RunAsync([.. SandboxArguments.Globals(parse, globals), .. task], cancellationToken);
        });
    }
}
