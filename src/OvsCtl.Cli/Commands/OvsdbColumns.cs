using System.CommandLine;

namespace OvsCtl.Cli.Commands;

internal static class OvsdbColumns
{
    public static Option<string?> Option() => new("--columns") { Description = "Only these columns, separated by commas.", HelpName = "A,B" };

    public static IReadOnlyList<string> Split(string? columns) =>
        [.. (columns?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? []).Distinct()];
}
