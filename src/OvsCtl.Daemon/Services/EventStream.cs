using System.Threading.Channels;
using OvsCtl.Api.V1;
using OvsCtl.Controller.Executing;
using OvsCtl.Controller.Labs;
using OvsCtl.Daemon.Grpc;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Daemon.Services;

/// <summary>Sends a lab's progress to the client while the lab's loop works; a slow client never holds the loop up.</summary>
internal sealed class EventStream(bool isTerse, Func<Action, CancellationToken, Task>? gate) : IPlanProgress
{
    private readonly Channel<LabEvent> _events = Channel.CreateUnbounded<LabEvent>(new UnboundedChannelOptions { SingleReader = true }); // bounded by the length of the plan

    public bool IsStepwise => gate is not null;

    /// <param name="stream">The client's.</param>
    /// <param name="isTerse">The client does not want to hear of each step that went well: hundreds of messages, and the shell commands in them.</param>
    /// <param name="work">The change; its outcome is the last event.</param>
    /// <param name="summary">What the lab has when all went well; null after a change that leaves nothing.</param>
    /// <param name="warnings">What stands in its way although all went well.</param>
    /// <param name="gate">For who wants each phase announced, and begun when he says so: announces, and waits.</param>
    public static async Task RunAsync(
        ResponseStream<LabEvent> stream,
        bool isTerse,
        Func<IPlanProgress, Task<LabOutcome>> work,
        Func<LabSummary>? summary = null,
        Func<IReadOnlyList<string>>? warnings = null,
        Func<Action, CancellationToken, Task>? gate = null)
    {
        var events = new EventStream(isTerse, gate);
        var working = WorkAsync(events, work);
        await foreach (var progress in events._events.Reader.ReadAllAsync(CancellationToken.None)) await stream.WriteAsync(progress);
        var outcome = await working;
        var lab = outcome.Succeeded ? summary?.Invoke() : null;
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
                HostCount = lab?.HostCount ?? 0,
                SwitchCount = lab?.SwitchCount ?? 0,
                LinkCount = lab?.LinkCount ?? 0,
                Warnings = { outcome.Succeeded ? warnings?.Invoke() ?? [] : [] },
            },
        });
    }

    public Task BeforePhaseAsync(PlanPhase phase, IReadOnlyList<Topology.Plans.PlanStep> steps, CancellationToken ct) => gate is null
        ? Task.CompletedTask
        : gate(() => _events.Writer.TryWrite(new LabEvent { PhaseReady = new PhaseReady { Name = phase.Name(), Steps = { steps.Select(PlanMessages.Step) } } }), ct);

    public void OnPhase(PlanPhase phase, int stepCount) =>
        _events.Writer.TryWrite(new LabEvent { Phase = new Phase { Name = phase.Name(), StepCount = (uint)stepCount } });

    public void OnStep(StepResult result)
    {
        if (result.Error is { } error) _events.Writer.TryWrite(new LabEvent { StepFailed = new StepFailure { Step = PlanMessages.Step(result.Step), Error = error } });
        else if (!isTerse) _events.Writer.TryWrite(new LabEvent { StepDone = PlanMessages.Step(result.Step) });
    }

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
