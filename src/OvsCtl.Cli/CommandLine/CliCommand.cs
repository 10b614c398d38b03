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
        SetAction((parse, cancellationToken) =>
        {
            var context = CliContext.Create(parse, globals);
            if (parse.GetResult(globals.Output) is null or { Implicit: true }) return action(parse, context.As(Formats[0]), cancellationToken);
            return Formats.Contains(context.Format)
                ? action(parse, context, cancellationToken)
                : throw new CommandFailure(ExitCode.Usage, $"no output format '{OutputFormats.Name(context.Format)}' here; one of {string.Join(", ", Formats.Select(OutputFormats.Name))}");
        });
}
