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

    protected void Run(GlobalOptions globals, Func<ParseResult, CliContext, CancellationToken, Task<int>> action)
    {
        Validators.Add(result =>
        {
            if (result.GetResult(globals.Output)?.Tokens is [{ Value: var said }] && Find(said) is null) result.AddError($"no output format '{said}' here; one of {string.Join(", ", Formats.Select(OutputFormats.Name))}");
        });
        SetAction((parse, cancellationToken) => action(parse, CliContext.Create(parse, globals, parse.GetValue(globals.Output) is { } said && Find(said) is { } format ? format : Formats[0]), cancellationToken));
    }

    private OutputFormat? Find(string name)
    {
        foreach (var format in Formats)
            if (OutputFormats.Name(format) == name) return format;
        return null;
    }
}
