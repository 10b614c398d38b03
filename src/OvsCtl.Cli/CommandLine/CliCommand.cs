using System.CommandLine;
using OvsCtl.Cli.Output;

namespace OvsCtl.Cli.CommandLine;

/// <summary>A command with examples for its help.</summary>
internal abstract class CliCommand : Command
{
    protected CliCommand(string name, string description, params string[] examples)
        : base(name, description)
    {
        Examples = examples;
        foreach (var synonym in Synonyms(name)) Aliases.Add(synonym);
    }

    public IReadOnlyList<string> Examples { get; }

    /// <summary>The output formats it can write; the first is what it writes when nobody says.</summary>
    protected virtual IReadOnlyList<OutputFormat> Formats => OutputFormats.Usual;

    // What people type who know ip, ls or docker.
    private static IReadOnlyList<string> Synonyms(string name) => name switch
    {
        "list" => ["ls", "show"],
        "show" => ["ls", "list"],
        "del" => ["delete", "rm"],
        _ => [],
    };

    protected void Run(GlobalOptions globals, Func<ParseResult, CliContext, CancellationToken, Task<int>> action) =>
        SetAction((parse, cancellationToken) => action(parse, CliContext.Create(parse, globals, Format(parse.GetValue(globals.Output))), cancellationToken));

    private OutputFormat Format(string? said)
    {
        if (said is null) return Formats[0];
        foreach (var format in Formats)
            if (OutputFormats.Name(format) == said) return format;
        throw new CommandFailure(ExitCode.Usage, $"no output format '{said}' here; one of {string.Join(", ", Formats.Select(OutputFormats.Name))}");
    }
}
