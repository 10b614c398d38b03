using System.CommandLine;
using OvsCtl.Cli.Output;

namespace OvsCtl.Cli.CommandLine;

/// <summary>Options that every command takes.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Socket { get; } = new("--socket")
    {
        Description = "The daemon's socket (default: $OVSCTL_SOCKET, then /run/ovsctl/ovsctl.sock).",
        HelpName = "PATH",
        Recursive = true,
    };

    public Option<OutputFormat> Output { get; } = new("--output", "-o")
    {
        Description = "table (default), wide, json or yaml.",
        HelpName = "FORMAT",
        Recursive = true,
        CustomParser = argument =>
        {
            if (OutputFormats.TryParse(argument.Tokens[0].Value, out var format)) return format;
            argument.AddError($"unknown output format '{argument.Tokens[0].Value}'; one of table, wide, json, yaml");
            return default;
        },
    };

    public Option<bool> Verbose { get; } = new("--verbose", "-v")
    {
        Description = "Print the equivalent shell commands of each step, on standard error.",
        Recursive = true,
    };

    public Option<bool> NoColor { get; } = new("--no-color")
    {
        Description = "No colour, as with $NO_COLOR.",
        Recursive = true,
    };

    public IEnumerable<Option> All => [Socket, Output, Verbose, NoColor];
}
