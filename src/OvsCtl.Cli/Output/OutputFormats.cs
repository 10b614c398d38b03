namespace OvsCtl.Cli.Output;

internal static class OutputFormats
{
    /// <summary>What a command writes that says nothing else.</summary>
    public static IReadOnlyList<OutputFormat> Usual { get; } = [OutputFormat.Table, OutputFormat.Wide, OutputFormat.Json, OutputFormat.Yaml];

    public static string Name(OutputFormat format) => format.ToString().ToLowerInvariant();

    public static bool TryParse(string text, out OutputFormat format)
    {
        OutputFormat? found = text switch
        {
            "table" => OutputFormat.Table,
            "wide" => OutputFormat.Wide,
            "json" => OutputFormat.Json,
            "yaml" => OutputFormat.Yaml,
            "shell" => OutputFormat.Shell,
            _ => null,
        };
        format = found ?? default;
        return found is not null;
    }
}
