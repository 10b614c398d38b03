using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace OvsCtl.Cli.CommandLine;

/// <summary>The usual help, then examples: those are what people read first.</summary>
internal sealed class ExamplesHelpAction : SynchronousCommandLineAction
{
    private readonly HelpAction _help = new();

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        _help.Invoke(parseResult);
        var examples = Examples(parseResult.CommandResult.Command).ToArray();
        var output = parseResult.InvocationConfiguration.Output;
        if (examples.Length > 0) output.WriteLine("Examples:");
        foreach (var example in examples) output.WriteLine("  " + example);
        return ExitCode.Ok;
    }

    // A group shows one example of each of its commands.
    private static IEnumerable<string> Examples(Command command) =>
        command.Subcommands.Count > 0
            ? [.. (command as CliCommand)?.Examples ?? [], .. command.Subcommands.Where(child => !child.Hidden).SelectMany(child => Examples(child).Take(1))]
            : (command as CliCommand)?.Examples ?? [];
}
