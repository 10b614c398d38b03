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
            return [Unmatched(parse.CommandResult, option)];
        if (parse.UnmatchedTokens.Count > 0)
            // One too many is more often than not the second half of one that is wrong: "red eth0" for red:eth0.
            return [ArgumentError(parse) ?? Unmatched(parse.CommandResult, parse.UnmatchedTokens[0])];
        if (command.Subcommands.Count > 0 && command.Action is null)
            return [$"a command is missing; one of {string.Join(", ", Names(command.Subcommands))}"];
        var missing = command.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > (parse.GetResult(argument)?.Tokens.Count ?? 0)).ToList();
        if (missing.Count > 0)
            return [$"{string.Join(" and ", missing.Select(Shown))} {(missing.Count == 1 ? "is" : "are")} missing: {Form(parse.CommandResult)}"];
        // The others follow from the first more often than not.
        return parse.Errors.Take(1).Select(error => Message(parse, error));
    }

    private static string Message(ParseResult parse, ParseError error) =>
        OptionsOf(parse.CommandResult.Command).FirstOrDefault(option => parse.GetResult(option) is { Implicit: false, Tokens.Count: 0 } && option.Arity.MinimumNumberOfValues > 0) is { } valueless
            ? $"{valueless.Name} needs a value: {valueless.Name} {valueless.HelpName ?? "VALUE"}"
            : error.Message;

    private static string? ArgumentError(ParseResult parse) => parse.Errors.FirstOrDefault(error => error.SymbolResult is ArgumentResult)?.Message;

    private static string Shown(Argument argument) => argument.HelpName ?? argument.Name;

    private static string Form(Argument argument) =>
        (argument.Arity.MinimumNumberOfValues == 0 ? $"[{Shown(argument)}]" : Shown(argument)) + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : "");

    private static string Form(CommandResult result) => string.Join(' ', [Path(result), .. result.Command.Arguments.Select(Form)]);

    private static string Unmatched(CommandResult result, string token)
    {
        var command = result.Command;
        if (token.StartsWith('-') && command is ExecCommand or NetnsExecCommand or NetnsAllCommand or SandboxCommand)
            return $"unknown option '{token}'; the command and its own options come after --";
        if (token.StartsWith('-'))
            return $"unknown option '{token}'" + Nearest(token, Names(OptionsOf(command)));
        return command.Subcommands.Count > 0
            ? $"unknown command '{token}'" + (NearestName.Find(token, Names(command.Subcommands)) is { } nearest ? $"; did you mean '{nearest}'?" : command.Parents.Any() ? $"; one of {string.Join(", ", Names(command.Subcommands))}" : "")
            : $"unexpected argument '{token}': {Form(result)}";
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
