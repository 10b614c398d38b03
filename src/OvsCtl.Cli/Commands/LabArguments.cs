using System.CommandLine;

namespace OvsCtl.Cli.Commands;

/// <summary>Arguments and options that several lab commands share.</summary>
internal static class LabArguments
{
    public static Argument<string> File() => new("FILE") { Description = "The lab file (YAML)." };

    public static Argument<string> NameOrFile() => new("NAME|FILE") { Description = "The lab's name, or its file." };

    public static Argument<string?> OptionalNameOrFile() => new("NAME|FILE")
    {
        Description = "The lab's name, or its file (default: the only lab).",
        Arity = ArgumentArity.ZeroOrOne,
    };
}
