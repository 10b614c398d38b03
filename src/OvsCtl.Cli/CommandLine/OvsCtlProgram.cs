using System.CommandLine;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.CommandLine;

/// <summary>From the arguments to the exit code.</summary>
internal static class OvsCtlProgram
{
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var root = CommandTree.Make(arguments);
        var parse = root.Parse(arguments);
        if (!IsQuestion(parse, arguments) && UsageErrors.Any(parse))
        {
            UsageErrors.Write(parse, StandardStreams.Error);
            return ExitCode.Usage;
        }
        // Our own exit codes and signal handling; the defaults would end the process two seconds after Ctrl-C.
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = StandardStreams.Out, Error = StandardStreams.Error };
        try
        {
            return await parse.InvokeAsync(invocation, cancellationToken);
        }
#pragma warning disable CA1031 // The last boundary: the user gets one line and an exit code, not a stack trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return FailureReport.Write(e, StandardStreams.Error);
        }
    }

    // --help and --version are answered whatever stands beside them, and a half-written line is what completion asks about.
    private static bool IsQuestion(ParseResult parse, string[] arguments) => parse.Action is ExamplesHelpAction or PrintVersionAction || CommandTree.IsDirective(arguments);
}
