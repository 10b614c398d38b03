using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class LabListCommand : CliCommand
{
    public LabListCommand(GlobalOptions globals)
        : base("list", "The daemon's labs.", "ovsctl lab list", "ovsctl lab list -o json")
    {
        Run(globals, async (_, context, cancellationToken) =>
        {
            using var client = context.Connect();
            var reply = await client.Labs.ListAsync(cancellationToken);
            context.Replies.Write(reply, (page, _) => LabListView.Write(page, reply));
            return ExitCode.Ok;
        });
    }
}
