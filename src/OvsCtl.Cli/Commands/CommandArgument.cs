using System.CommandLine;

namespace OvsCtl.Cli.Commands;

/// <summary>A command with its arguments, after "--" so that its options are not taken for ours.</summary>
internal static class CommandArgument
{
    public static Argument<string[]> Required() => new("CMD")
    {
        Description = "The command and its arguments, after --.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Argument<string[]> Optional() => new("CMD")
    {
        Description = "The command and its arguments, after -- (default: your shell).",
        Arity = ArgumentArity.ZeroOrMore,
    };
}
