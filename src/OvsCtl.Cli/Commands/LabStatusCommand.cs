using System.CommandLine;
using OvsCtl.Api;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class LabStatusCommand : CliCommand
{
    public LabStatusCommand(GlobalOptions globals)
        : base(
            "status",
            "What a lab is made of, whether it is as its file says, and what was healed last.",
            "ovsctl lab status",
            "ovsctl lab status red-blue -o yaml",
            "ovsctl lab status -w red-blue    # again whenever it changes, until Ctrl-C; -o json gives a line each")
    {
        var target = LabArguments.OptionalNameOrFile();
        var watch = new Option<bool>("--watch", "-w") { Description = "Go on: print the status again each time it has changed." };
        Arguments.Add(target);
        Options.Add(watch);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            using var client = context.Connect();
            var lab = await LabTarget.NameOrOnlyAsync(parse.GetValue(target), client, cancellationToken);
            if (parse.GetValue(watch)) return await WatchAsync(context, client, lab, cancellationToken);
            var status = await client.Labs.StatusAsync(new LabRequest { Lab = lab }, cancellationToken);
            context.Replies.Write(status, (page, isWide) => StatusView.Write(page, status, isWide));
            return ExitCode.Ok;
        });
    }

    private static async Task<int> WatchAsync(CliContext context, OvsCtlClient client, string lab, CancellationToken cancellationToken)
    {
        var isFirst = true;
        try
        {
            await foreach (var status in client.Labs.WatchAsync(new LabRequest { Lab = lab }, cancellationToken))
            {
                context.Replies.WriteItem(status, (page, isWide) =>
                {
                    if (!isFirst) page.Line();
                    StatusView.Write(page, status, isWide);
                });
                context.Terminal.Out.Flush();
                isFirst = false;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is how one ends it.
        }

        return ExitCode.Ok;
    }
}
