using System.CommandLine;
using System.CommandLine.Parsing;
using OvsCtl.Cli.Commands;

namespace OvsCtl.Cli.CommandLine;

/// <summary>A wrong command line, said with the nearest name.</summary>
internal static class UsageErrors
{
    public static void Write(ParseResult parse, TextWriter error)
    {
        foreach (var message in Messages(parse)) error.WriteLine($"ovsctl: {message}");
        error.WriteLine($"Try '{Path(parse.CommandResult)} --help'.");
    }

    /// <summary>The parser takes "--kep" for a file of that name; a person who types it means an option.</summary>
    public static bool Any(ParseResult parse) => parse.Errors.Count > 0 || OptionTakenForArgument(parse) is not null;

    private static string? OptionTakenForArgument(ParseResult parse)
    {
        var beforeDashes = parse.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).ToHashSet(ReferenceEqualityComparer.Instance);
        return parse.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .FirstOrDefault(token => token.Value.Length > 1 && token.Value[0] == '-' && beforeDashes.Contains(token))?.Value;
    }

    private static IEnumerable<string> Messages(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        if (OptionTakenForArgument(parse) is { } option)
            return [Unmatched(command, option)];
        if (parse.UnmatchedTokens.Count > 0)
            return [Unmatched(command, parse.UnmatchedTokens[0])];
        if (command.Subcommands.Count > 0 && command.Action is null)
            return [$"a command is missing; one of {string.Join(", ", Names(command.Subcommands))}"];
        return parse.Errors.Select(error => error.Message).Distinct();
    }

    private static string Unmatched(Command command, string token)
    {
        if (token.StartsWith('-') && command is ExecCommand or NetnsExecCommand or SandboxCommand)
            return $"unknown option '{token}'; the command and its own options come after --";
        if (token.StartsWith('-'))
            return $"unknown option '{token}'" + Nearest(token, Names(OptionsOf(command)));
        return command.Subcommands.Count > 0
            ? $"unknown command '{token}'" + Nearest(token, Names(command.Subcommands))
            : $"unexpected argument '{token}'";
    }

    private static string Nearest(string token, IEnumerable<string> names) =>
        NearestName.Find(token, names) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    private static IEnumerable<string> Names(IEnumerable<Symbol> symbols) =>
        symbols.Where(symbol => !symbol.Hidden).Select(symbol => symbol.Name);

    private static IEnumerable<Option> OptionsOf(Command command) =>
        command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(option => option.Recursive).Concat(command.Options);

    private static string Path(CommandResult result)
    {
        var names = new Stack<string>();
        for (SymbolResult? at = result; at is CommandResult { Command: var command }; at = at.Parent)
            names.Push(command is RootCommand ? CommandTree.ProgramName : command.Name);
        return string.Join(' ', names);
    }
}
