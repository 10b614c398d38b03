using System.CommandLine;
using System.CommandLine.Invocation;

namespace OvsCtl.Cli.CommandLine;

internal sealed class PrintVersionAction : SynchronousCommandLineAction
{
    // --version beside an incomplete command is still a question about the version.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var version = typeof(PrintVersionAction).Assembly.GetName().Version;
        parseResult.InvocationConfiguration.Output.WriteLine($"ovsctl {version?.ToString(fieldCount: 3)}");
        return ExitCode.Ok;
    }
}
