using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Commands;

/// <summary>Arguments and options that several lab commands share.</summary>
internal static class LabArguments
{
    public static Argument<string> File() => new("FILE") { Description = "The lab file (YAML)." };

    public static Argument<string> NameOrFile() => new Argument<string>("NAME|FILE") { Description = "The lab's name, or its file." }.WithLabs();

    public static Argument<string?> OptionalNameOrFile() => new Argument<string?>("NAME|FILE")
    {
        Description = "The lab's name, or its file (default: the only lab).",
        Arity = ArgumentArity.ZeroOrOne,
    }.WithLabs();
}
