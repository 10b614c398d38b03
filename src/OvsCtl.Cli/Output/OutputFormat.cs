namespace OvsCtl.Cli.Output;

internal enum OutputFormat
{
    Table,
    Wide,
    Json,
    Yaml,

    /// <summary>A shell script; of <c>lab plan</c> only.</summary>
    Shell,
}
