using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Diagnostics;
using OvsCtl.Cli.Labs;
using OvsCtl.Cli.Sandboxes;

namespace OvsCtl.Cli.Commands;

internal sealed class LabRunCommand : CliCommand
{
    public LabRunCommand(GlobalOptions globals)
        : base(
            "run",
            "Bring a lab up in a sandbox of its own, show it, check it, take it down. Needs no root, no daemon, and leaves no trace.",
            "ovsctl lab run labs/red-blue.yaml",
            "ovsctl lab run --keep labs/red-blue.yaml    # stays until Ctrl-C")
    {
        var file = LabArguments.File();
        var keep = new Option<bool>("--keep") { Description = "Leave the lab up until Ctrl-C, for use from another terminal." };
        Arguments.Add(file);
        Options.Add(keep);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            var path = parse.GetRequiredValue(file);
            LabFileReader.Read(path);
            SandboxPrerequisites.Require();
            string[] task = ["--run", Path.GetFullPath(path), .. parse.GetValue(keep) ? ["--keep"] : Array.Empty<string>()];
            return await SandboxLauncher.RunAsync([.. SandboxArguments.Globals(parse, globals), .. task], cancellationToken);
        });
    }
}
