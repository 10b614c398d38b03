using System.Threading.Channels;
using OvsCtl.Api.V1;
using OvsCtl.Controller.Executing;
using OvsCtl.Controller.Labs;
using OvsCtl.Daemon.Grpc;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Daemon.Services;

/// <summary>Sends a lab's progress to the client while the lab's loop works; a slow client never holds the loop up.</summary>
internal sealed class EventStream : IPlanProgress
{
    private readonly Channel<LabEvent> _events = Channel.CreateUnbounded<LabEvent>(new UnboundedChannelOptions { SingleReader = true }); // bounded by the length of the plan

    public static async Task RunAsync(ResponseStream<LabEvent> stream, Func<IPlanProgress, Task<LabOutcome>> work, Func<IReadOnlyList<string>>? warnings = null)
    {
        var events = new EventStream();
        var working = WorkAsync(events, work);
        await foreach (var progress in events._events.Reader.ReadAllAsync(CancellationToken.None)) await stream.WriteAsync(progress);
        var outcome = await working;
        await stream.WriteAsync(new LabEvent
        {
            Outcome = new Outcome
            {
                Lab = outcome.Lab,
                Succeeded = outcome.Succeeded,
                CreatedCount = (uint)outcome.Count(Change.Create),
                UpdatedCount = (uint)outcome.Count(Change.Update),
                DeletedCount = (uint)outcome.Count(Change.Delete),
                ElapsedMs = outcome.Elapsed.TotalMilliseconds,
                Error = outcome.Error ?? "",
                Warnings = { outcome.Succeeded ? warnings?.Invoke() ?? [] : [] },
            },
        });
    }

    public void OnPhase(PlanPhase phase, int stepCount) =>
        _events.Writer.TryWrite(new LabEvent { Phase = new Phase { Name = phase.Name(), StepCount = (uint)stepCount } });

    public void OnStep(StepResult result) => _events.Writer.TryWrite(
        result.Error is { } error
            ? new LabEvent { StepFailed = new StepFailure { Step = PlanMessages.Step(result.Step), Error = error } }
            : new LabEvent { StepDone = PlanMessages.Step(result.Step) });

    private static async Task<LabOutcome> WorkAsync(EventStream events, Func<IPlanProgress, Task<LabOutcome>> work)
    {
        try
        {
            return await work(events);
        }
        finally
        {
            events._events.Writer.TryComplete();
        }
    }
}
