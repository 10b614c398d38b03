using OvsCtl.Api.Grpc;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Labs;

/// <summary>Follows the events of a change to its outcome, telling on standard error what happens.</summary>
internal static class LabProgress
{
    public static async Task<Outcome> FollowAsync(IAsyncEnumerable<LabEvent> events, CliContext context)
    {
        using var progress = new PhaseProgress(context.Terminal);
        Outcome? outcome = null;
        await foreach (var labEvent in events)
        {
            switch (labEvent.EventCase)
            {
                case LabEvent.EventOneofCase.Phase:
                    progress.Begin(labEvent.Phase);
                    break;
                case LabEvent.EventOneofCase.StepDone:
                    if (context.IsVerbose) Tell(progress, context, writer => StepCommands.Write(labEvent.StepDone, writer));
                    progress.StepDone();
                    break;
                case LabEvent.EventOneofCase.StepFailed:
                    Tell(progress, context, writer => WriteFailure(labEvent.StepFailed, writer));
                    break;
                case LabEvent.EventOneofCase.Outcome:
                    outcome = labEvent.Outcome;
                    break;
                default:
                    // A newer daemon may tell more than this program knows.
                    break;
            }
        }
        return outcome ?? throw new RpcException(GrpcStatusCode.Internal, "the daemon ended the change without an outcome");
    }

    private static void Tell(PhaseProgress progress, CliContext context, Action<TextWriter> write)
    {
        progress.Clear();
        write(context.Terminal.Error);
    }

    private static void WriteFailure(StepFailure failure, TextWriter error)
    {
        error.WriteLine($"ovsctl: {failure.Step.Object}: {failure.Error}");
        if (failure.Step.Reason.Length > 0) error.WriteLine($"ovsctl:   wanted because: {failure.Step.Reason}");
        if (failure.SkippedCount > 0) error.WriteLine($"ovsctl:   left out because they need it: {failure.SkippedCount} steps");
    }
}
