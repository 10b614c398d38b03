using OvsCtl.Api;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Labs;

internal static class LabChecks
{
    /// <summary>Runs the lab's checks, printing each as soon as it and all before it are known.</summary>
    /// <returns>Whether all hold.</returns>
    public static async Task<bool> RunAsync(CliContext context, OvsCtlClient client, string lab, CancellationToken cancellationToken)
    {
        var waiting = new SortedDictionary<uint, CheckResult>();
        uint next = 0, okCount = 0, failedCount = 0;
        await foreach (var result in client.Labs.CheckAsync(new CheckRequest { Lab = lab }, cancellationToken))
        {
            _ = result.Ok ? okCount++ : failedCount++;
            waiting[result.Index] = result;
            while (waiting.Remove(next, out var ready))
            {
                context.Replies.WriteItem(ready, (page, _) => CheckView.Write(page, ready));
                next++;
            }
        }
        // Indexes with a gap would be the daemon's mistake; its results are shown all the same.
        foreach (var left in waiting.Values) context.Replies.WriteItem(left, (page, _) => CheckView.Write(page, left));
        if (context.Replies.IsForPeople) CheckView.WriteTotal(context.Terminal.OutPage, okCount, failedCount);
        if (failedCount > 0) await ExplainAsync(context, client, lab, cancellationToken);
        return failedCount == 0;
    }

    /// <summary>What is not the lab's own and may be why a check failed.</summary>
    private static async Task ExplainAsync(CliContext context, OvsCtlClient client, string lab, CancellationToken cancellationToken)
    {
        var status = await client.Labs.StatusAsync(new LabRequest { Lab = lab }, cancellationToken);
        foreach (var warning in status.Warnings) context.Terminal.Error.WriteLine($"ovsctl: warning: {warning}");
    }
}
