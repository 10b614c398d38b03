using System.CommandLine;
using Microsoft.Win32.SafeHandles;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Output;
using OvsCtl.Cli.Walking;

namespace OvsCtl.Cli.Commands;

internal sealed class LabWalkCommand : LocalCommand
{
    public LabWalkCommand(GlobalOptions globals)
        : base(
            "walk",
            "Bring a lab up step by step, as a tutorial does: what is about to happen and the equivalent commands, Enter, what changed; then each check, after a guess of yours. Ctrl-C leaves it where it is.",
            "ovsctl lab walk labs/red-blue.yaml",
            "ovsctl lab walk --yes labs/veth-pair.yaml    # asks nothing")
    {
        var file = LabArguments.File();
        var yes = new Option<bool>("--yes", "-y") { Description = "Go on without asking." };
        Arguments.Add(file);
        Options.Add(yes);
        RunHere(globals, parse => ["lab", "walk", .. parse.GetValue(yes) ? ["--yes"] : Array.Empty<string>(), parse.GetRequiredValue(file)], async (parse, context, cancellationToken) =>
        {
            var lab = LabFileReader.Read(parse.GetRequiredValue(file));
            if (!parse.GetValue(yes) && Console.IsInputRedirected) throw new CommandFailure(ExitCode.Usage, "'lab walk' asks on a terminal, and there is none; --yes goes on without asking");
            using var client = context.Connect();
            // Not Console.In: that changes the terminal's modes, and writes escapes to do so.
            using var input = new StreamReader(new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0));
            var talk = new WalkTalk(input, context.Terminal.Out, asks: !parse.GetValue(yes));
            try
            {
                return await new LabWalk(context, client, lab, talk).RunAsync(cancellationToken);
            }
            catch (OperationCanceledException e)
            {
                throw new CommandFailure(ExitCode.Failed, $"interrupted: lab {lab.Name} stays as far as it is\n'ovsctl lab walk' goes on from there, 'ovsctl lab down {lab.Name}' cleans up", e);
            }
        });
    }

    protected override IReadOnlyList<OutputFormat> Formats => [OutputFormat.Table];
}
