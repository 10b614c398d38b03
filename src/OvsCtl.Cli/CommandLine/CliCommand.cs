using System.CommandLine;

namespace OvsCtl.Cli.CommandLine;

/// <summary>A command with examples for its help.</summary>
internal abstract class CliCommand : Command
{
    protected CliCommand(string name, string description, params string[] examples)
        : base(name, description) => Examples = examples;

    public IReadOnlyList<string> Examples { get; }

    protected void Run(GlobalOptions globals, Func<ParseResult, CliContext, CancellationToken, Task<int>> action) =>
        SetAction((parse, cancellationToken) => action(parse, CliContext.Create(parse, globals), cancellationToken));
}
