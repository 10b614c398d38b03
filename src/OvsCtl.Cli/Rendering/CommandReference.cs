using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Rendering;

/// <summary>The tree of commands as Markdown: docs/commands.md.</summary>
internal static class CommandReference
{
    public static void Write(TextWriter output, Command root)
    {
        output.WriteLine("# Commands");
        output.WriteLine();
        output.WriteLine("Written by `ovsctl man --markdown` from the help of every command. stdout is data, stderr is talk.");
        output.WriteLine();
        output.WriteLine("Every command takes these:");
        output.WriteLine();
        WriteTable(output, [], root.Options);
        foreach (var command in root.Subcommands.Where(c => !c.Hidden)) Write(output, command, "ovsctl");
        output.WriteLine();
        output.WriteLine("## Exit codes");
        output.WriteLine();
        output.WriteLine("| code | |");
        output.WriteLine("|---|---|");
        foreach (var (code, meaning) in ExitCode.Meanings) output.WriteLine($"| {code} | {Cell(meaning)} |");
    }

    private static void Write(TextWriter output, Command command, string parent)
    {
        var path = $"{parent} {command.Name}";
        // A group that does nothing by itself is no command.
        if (command.Action is not null)
        {
            output.WriteLine();
            output.WriteLine($"## {path}");
            output.WriteLine();
            output.WriteLine($"`{CommandUsage.Of(command, path)}`");
            output.WriteLine();
            output.WriteLine(command.Description);
            if (command.Arguments.Any(a => a.Description is { Length: > 0 }) || command.Options.Any(o => !o.Hidden))
            {
                output.WriteLine();
                WriteTable(output, command.Arguments, command.Options);
            }

            if (command is CliCommand { Examples.Count: > 0 } own)
            {
                output.WriteLine();
                output.WriteLine("```");
                foreach (var example in own.Examples) output.WriteLine(example);
                output.WriteLine("```");
            }
        }

        foreach (var child in command.Subcommands.Where(c => !c.Hidden)) Write(output, child, path);
    }

    private static void WriteTable(TextWriter output, IEnumerable<Argument> arguments, IEnumerable<Option> options)
    {
        output.WriteLine("| | |");
        output.WriteLine("|---|---|");
        foreach (var argument in arguments.Where(a => a.Description is { Length: > 0 })) output.WriteLine($"| `{Cell(argument.HelpName ?? argument.Name)}` | {Cell(argument.Description ?? "")} |");
        foreach (var option in options.Where(o => !o.Hidden))
            output.WriteLine($"| `{Cell(string.Join(", ", option.Aliases.Prepend(option.Name)))}{(option.HelpName is { } value ? $" {Cell(value)}" : "")}` | {Cell(option.Description ?? "")} |");
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
