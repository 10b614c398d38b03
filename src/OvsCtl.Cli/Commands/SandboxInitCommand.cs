using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;
using OvsCtl.Cli.Sandboxes;

namespace OvsCtl.Cli.Commands;

/// <summary>The first process inside a sandbox; started by <see cref="SandboxLauncher"/> only.</summary>
internal sealed class SandboxInitCommand : CliCommand
{
    public const string CommandName = "sandbox-init";

    public SandboxInitCommand(GlobalOptions globals)
        : base(CommandName, "The first process of a sandbox.")
    {
        Hidden = true;
        var lifeline = new Option<string>("--lifeline") { Required = true };
        var run = new Option<string?>("--run");
        var keep = new Option<bool>("--keep");
        var command = CommandArgument.Optional();
        Options.Add(lifeline);
        Options.Add(run);
        Options.Add(keep);
        Arguments.Add(command);
        // The token of the process is left alone: here the lifeline decides when to end.
        Run(globals, async (parse, context, _) =>
        {
            using var line = Lifeline.Hold(parse.GetRequiredValue(lifeline));
            // Read before /run is hidden under the sandbox's own.
            var lab = parse.GetValue(run) is { } path ? LabFileReader.Read(path) : null;
            return await SandboxSession.RunAsync(context, line, async inside => lab is not null
                ? await SandboxLabRun.RunAsync(inside, line, lab, parse.GetValue(keep))
                : await SandboxShell.RunAsync(line, parse.GetValue(command) ?? []));
        });
    }
}
