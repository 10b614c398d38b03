using System.CommandLine;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Sandboxes;

/// <summary>The global options once more, for the same program on the other side of a namespace.</summary>
internal static class SandboxArguments
{
    public static IEnumerable<string> Globals(ParseResult parse, GlobalOptions globals)
    {
        if (parse.GetValue(globals.Verbose)) yield return "--verbose";
        if (parse.GetValue(globals.NoColor)) yield return "--no-color";
        if (parse.GetValue(globals.Output) is { } format) yield return $"--output={format}";
    }
}
