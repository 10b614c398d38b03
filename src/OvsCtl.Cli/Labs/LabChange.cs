using System.Globalization;
using OvsCtl.Api;
using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Labs;

/// <summary>Up and down, with what is said at their end.</summary>
internal static class LabChange
{
    /// <summary>
    /// Sends the file as it is. The daemon reads it anyway; here it is read only when something went wrong, to show the place: a program
    /// that lives for a moment feels the time that it takes to load a parser.
    /// </summary>
    public static async Task<bool> UpAsync(CliContext context, OvsCtlClient client, string path, CancellationToken cancellationToken)
    {
        Outcome outcome;
        try
        {
            var request = new UpRequest { Text = LabFileReader.ReadText(path), FileName = path, Terse = IsTerse(context) };
            outcome = await LabProgress.FollowAsync(client.Labs.UpAsync(request, cancellationToken), context);
        }
        catch (OperationCanceledException e)
        {
            var lab = LabFileReader.Read(path).Name;
            throw new CommandFailure(ExitCode.Failed, $"interrupted: lab {lab} is partly up\n{CleansUp(lab)}", e);
        }
        catch (RpcException)
        {
            // A wrong file is the user's first concern, whatever else there is.
            LabFileReader.Read(path);
            throw;
        }
        context.Replies.Write(outcome, (page, _) =>
        {
            if (outcome.Succeeded) page.Line(Up(outcome));
        });
        foreach (var warning in outcome.Warnings) context.Terminal.Error.WriteLine($"ovsctl: warning: {warning}");
        if (!outcome.Succeeded)
            FailureReport.Write(new CommandFailure(ExitCode.Failed, $"lab {outcome.Lab} is not up: {outcome.Error}\n{CleansUp(outcome.Lab)}"), context.Terminal.Error);
        return outcome.Succeeded;
    }

    public static async Task<bool> DownAsync(CliContext context, OvsCtlClient client, string lab, bool wait, CancellationToken cancellationToken)
    {
        Outcome outcome;
        try
        {
            outcome = await LabProgress.FollowAsync(client.Labs.DownAsync(new DownRequest { Lab = lab, Wait = wait, Terse = IsTerse(context) }, cancellationToken), context);
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

    // Of steps that go well only the progress line and -v make use.
    private static bool IsTerse(CliContext context) => !context.IsVerbose && !context.Terminal.ShowsProgress;

    private static string Up(Outcome outcome)
    {
        if (!HasChanged(outcome)) return NothingToDo(outcome.Lab);
        var summary = string.Join(", ", new[] { Quantity(outcome.HostCount, "host", "hosts"), Quantity(outcome.SwitchCount, "switch", "switches"), Quantity(outcome.LinkCount, "link", "links") }.Where(part => part.Length > 0));
        return summary.Length > 0 ? $"lab {outcome.Lab} is up: {summary} ({Seconds(outcome)})" : $"lab {outcome.Lab} is up ({Seconds(outcome)})";
    }

    // "5 hosts"; what there is none of is left out.
    private static string Quantity(uint count, string one, string many) => count switch
    {
        0 => "",
        1 => $"1 {one}",
        _ => $"{count} {many}",
    };

    private static string NothingToDo(string lab) => $"lab {lab}: nothing to do";

    private static string CleansUp(string lab) => $"'ovsctl lab down {lab}' cleans up";

    private static bool HasChanged(Outcome outcome) => outcome.CreatedCount + outcome.UpdatedCount + outcome.DeletedCount > 0;

    private static string Seconds(Outcome outcome) => string.Create(CultureInfo.InvariantCulture, $"{outcome.ElapsedMs / 1000:0.00} s");
}
