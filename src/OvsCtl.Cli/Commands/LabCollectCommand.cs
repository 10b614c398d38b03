using System.CommandLine;
using OvsCtl.Api;
using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

/// <summary><c>lab gc</c>: what carries a lab's mark, of labs that the daemon does not know.</summary>
internal sealed class LabCollectCommand : CliCommand
{
    public LabCollectCommand(GlobalOptions globals)
        : base(
            "gc",
            "Take away what carries the mark of a lab that this daemon does not know: namespaces, links, bridges, ports, nft tables and processes that were left behind. Another daemon's labs on the same machine look the same: see --dry-run first.",
            "ovsctl lab gc --dry-run    # lists it",
            "ovsctl lab gc",
            "ovsctl lab gc --dry-run -o json")
    {
        var dryRun = new Option<bool>("--dry-run", "-n") { Description = "Only list what would be taken away." };
        Options.Add(dryRun);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            using var client = context.Connect();
            var orphans = (await client.Labs.ListAsync(cancellationToken)).Labs.Where(lab => lab.State == LabState.Orphaned).Select(lab => lab.Name).ToList();
            if (orphans.Count == 0 && context.Replies.IsForPeople) context.Terminal.OutPage.Line("nothing is left behind");
            if (parse.GetValue(dryRun)) return await ListAsync(context, client, orphans, cancellationToken);
            var allWent = true;
            foreach (var lab in orphans)
            {
                try
                {
                    allWent &= await LabChange.DownAsync(context, client, lab, wait: false, cancellationToken);
                }
                catch (RpcException e) when (e.Code == GrpcStatusCode.NotFound)
                {
                    // Somebody else was quicker.
                }
            }

            return allWent ? ExitCode.Ok : ExitCode.Failed;
        });
    }

    private static async Task<int> ListAsync(CliContext context, OvsCtlClient client, IReadOnlyList<string> labs, CancellationToken cancellationToken)
    {
        foreach (var lab in labs)
        {
            var plan = await client.Labs.PlanAsync(new PlanRequest { Lab = lab, Down = true }, cancellationToken);
            context.Replies.WriteItem(plan, (page, isWide) =>
            {
                page.Line($"lab {lab}, which this daemon does not know, has left behind:");
                PlanView.WriteSteps(page, plan.Steps, isWide);
            });
            if (context.IsVerbose) foreach (var step in plan.Steps) StepCommands.Write(step, context.Terminal.Error);
        }

        return ExitCode.Ok;
    }
}
