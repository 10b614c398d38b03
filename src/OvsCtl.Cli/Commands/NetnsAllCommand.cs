using System.Diagnostics;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Sandboxes;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Commands;

internal sealed class NetnsAllCommand : CliCommand
{
    private const int ByInterrupt = 128 + 2; // SIGINT, signal(7)

    public NetnsAllCommand(GlobalOptions globals)
        : base("all", "Run a command in every named namespace, one after the other, as 'ip -all netns exec' does; the exit code is the first that is not 0.", "sudo ovsctl netns all -- ip -br addr")
    {
        var command = CommandArgument.Required();
        Arguments.Add(command);
        Run(globals, (parse, context, _) =>
        {
            var argv = parse.GetRequiredValue(command);
            return SandboxSocket.TryParse(context.SocketPath) is { } sandbox
                ? SandboxEntry.RunProgramAsync(sandbox, ["netns", "all", "--", .. argv])
                : RunAsync(context, argv);
        });
    }

    private static async Task<int> RunAsync(CliContext context, string[] argv)
    {
        var first = 0;
        var isEnding = false;
        foreach (var name in NamedNamespaceAccess.List().Where(n => !n.IsStale).Select(n => n.Name))
        {
            context.Terminal.Out.WriteLine($"netns: {name}");
            context.Terminal.Out.Flush();
            // Whoever enters a namespace becomes the command: each is this program once more.
            using var process = Process.Start(new ProcessStartInfo(SelfCommand.Argv[0], [.. SelfCommand.Argv.Skip(1), "netns", "exec", name, "--", .. argv]))
                ?? throw new CommandFailure(ExitCode.ExecFailed, "this program did not start once more");
            using (new TerminalLoan(() =>
            {
                isEnding = true;
                ChildSignal.Terminate(process);
            }))
            {
                await process.WaitForExitAsync(CancellationToken.None);
            }

            if (first == 0) first = process.ExitCode;
            if (isEnding || process.ExitCode == ByInterrupt) break;
        }

        return first;
    }
}
