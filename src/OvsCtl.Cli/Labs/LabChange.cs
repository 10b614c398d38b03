using System.Globalization;
using OvsCtl.Api;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Labs;

/// <summary>Up and down, with what is said at their end.</summary>
internal static class LabChange
{
    public static async Task<bool> UpAsync(CliContext context, OvsCtlClient client, LabSource lab, CancellationToken cancellationToken)
    {
        Outcome outcome;
        try
        {
            var request = new UpRequest { Text = lab.Text, FileName = lab.FileName };
            outcome = await LabProgress.FollowAsync(client.Labs.UpAsync(request, cancellationToken), context);
        }
        catch (OperationCanceledException e)
        {
            throw new CommandFailure(ExitCode.Failed, $"interrupted: lab {lab.Name} is partly up\n{CleansUp(lab.Name)}", e);
        }
        context.Replies.Write(outcome, (page, _) =>
        {
            if (outcome.Succeeded) page.Line(Up(outcome, lab));
        });
        foreach (var warning in outcome.Warnings) context.Terminal.Error.WriteLine($"ovsctl: warning: {warning}");
        if (!outcome.Succeeded)
            FailureReport.Write(new CommandFailure(ExitCode.Failed, $"lab {lab.Name} is not up: {outcome.Error}\n{CleansUp(lab.Name)}"), context.Terminal.Error);
        return outcome.Succeeded;
    }

    public static async Task<bool> DownAsync(CliContext context, OvsCtlClient client, string lab, bool wait, CancellationToken cancellationToken)
    {
        Outcome outcome;
        try
        {
            outcome = await LabProgress.FollowAsync(client.Labs.DownAsync(new DownRequest { Lab = lab, Wait = wait }, cancellationToken), context);
        }
        catch (OperationCanceledException e)
        {
            throw new CommandFailure(ExitCode.Failed, $"interrupted: lab {lab} is partly down\n'ovsctl lab down {lab}' goes on", e);
        }
        context.Replies.Write(outcome, (page, _) =>
        {
            if (outcome.Succeeded) page.Line(HasChanged(outcome) ? $"lab {lab} is down ({Seconds(outcome)})" : NothingToDo(lab));
        });
        if (!outcome.Succeeded)
            FailureReport.Write(new CommandFailure(ExitCode.Failed, $"lab {lab} is not down: {outcome.Error}\n'ovsctl lab down {lab}' tries again"), context.Terminal.Error);
        return outcome.Succeeded;
    }

    private static string Up(Outcome outcome, LabSource lab)
    {
        if (!HasChanged(outcome)) return NothingToDo(lab.Name);
        return lab.Summary.Length > 0
            ? $"lab {lab.Name} is up: {lab.Summary} ({Seconds(outcome)})"
            : $"lab {lab.Name} is up ({Seconds(outcome)})";
    }

    private static string NothingToDo(string lab) => $"lab {lab}: nothing to do";

    private static string CleansUp(string lab) => $"'ovsctl lab down {lab}' cleans up";

    private static bool HasChanged(Outcome outcome) => outcome.CreatedCount + outcome.UpdatedCount + outcome.DeletedCount > 0;

    private static string Seconds(Outcome outcome) => string.Create(CultureInfo.InvariantCulture, $"{outcome.ElapsedMs / 1000:0.00} s");
}
