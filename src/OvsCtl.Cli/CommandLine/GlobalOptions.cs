using System.CommandLine;

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

    /// <summary>Which of them there are each command knows: see <see cref="CliCommand"/>.</summary>
    public Option<string?> Output { get; } = new("--output", "-o")
    {
        Description = "table (default), wide, json or yaml.",
        HelpName = "FORMAT",
        Recursive = true,
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
