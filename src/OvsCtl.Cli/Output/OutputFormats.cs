namespace OvsCtl.Cli.Output;

internal static class OutputFormats
{
    /// <summary>What a command writes that says nothing else.</summary>
    public static IReadOnlyList<OutputFormat> Usual { get; } = [OutputFormat.Table, OutputFormat.Wide, OutputFormat.Json, OutputFormat.Yaml];

    public static string Name(OutputFormat format) => format.ToString().ToLowerInvariant();
}
