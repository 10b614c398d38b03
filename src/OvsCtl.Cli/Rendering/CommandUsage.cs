using System.CommandLine;

namespace OvsCtl.Cli.Rendering;

/// <summary>A command with its arguments, in brackets what may be left out.</summary>
internal static class CommandUsage
{
    public static string Of(Command command, string path) => $"{path} {string.Join(' ', command.Arguments.Select(Of))}".TrimEnd();

    private static string Of(Argument argument) => (argument.Arity.MinimumNumberOfValues, argument.Arity.MaximumNumberOfValues) switch
    {
        (0, 1) => $"[{argument.Name}]",
        (0, _) => $"[{argument.Name}...]",
        (_, 1) => argument.Name,
        _ => $"{argument.Name}...",
    };
}
