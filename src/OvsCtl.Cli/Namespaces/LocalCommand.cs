using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Sandboxes;

namespace OvsCtl.Cli.Namespaces;

/// <summary>A command about this machine's kernel that needs no daemon. With a sandbox's socket it runs once more inside of that sandbox.</summary>
internal abstract class LocalCommand : CliCommand
{
    protected LocalCommand(string name, string description, params string[] examples)
        : base(name, description, examples)
    {
    }

    /// <param name="globals">The global options.</param>
    /// <param name="commandLine">The command and its arguments, as typed but for the global options.</param>
    /// <param name="action">The work; errors of OvsCtl.Netns become exit codes.</param>
    protected void RunHere(GlobalOptions globals, Func<ParseResult, IEnumerable<string>> commandLine, Func<ParseResult, CliContext, CancellationToken, Task<int>> action) =>
        Run(globals, async (parse, context, cancellationToken) =>
        {
            if (SandboxSocket.TryParse(context.SocketPath) is { } sandbox)
                return await SandboxEntry.RunAsync(sandbox, [.. SandboxArguments.Globals(parse, globals), .. commandLine(parse)], cancellationToken);
            try
            {
                return await action(parse, context, cancellationToken);
            }
            catch (Exception e) when (KernelFailure.From(e) is { } failure)
            {
                throw failure;
            }
        });

    /// <summary>As above, for work that waits for nothing.</summary>
    protected void RunHere(GlobalOptions globals, Func<ParseResult, IEnumerable<string>> commandLine, Action<ParseResult, CliContext> action) =>
        RunHere(globals, commandLine, (parse, context, _) =>
        {
            action(parse, context);
            return Task.FromResult(ExitCode.Ok);
        });
}
