namespace OvsCtl.Cli.Output;

internal static class OutputFormats
{
    public static bool TryParse(string text, out OutputFormat format)
    {
        OutputFormat? found = text switch
        {
            "table" => OutputFormat.Table,
            "wide" => OutputFormat.Wide,
            "json" => OutputFormat.Json,
            "yaml" => OutputFormat.Yaml,
            _ => null,
        };
        format = found ?? default;
        return found is not null;
    }
}
