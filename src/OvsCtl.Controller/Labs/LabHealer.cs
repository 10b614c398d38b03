using OvsCtl.Controller.Executing;
using OvsCtl.Controller.Observing;
using OvsCtl.Controller.State;
using OvsCtl.Controller.Switches;
using OvsCtl.Netns;
using OvsCtl.OpenFlow;
using OvsCtl.Ovsdb;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Labs;

/// <summary>What one look at a lab came to.</summary>
/// <param name="Done">The steps that were carried out.</param>
/// <param name="Remaining">The steps that were found but not carried out, by failure or because the lab is paused.</param>
/// <param name="Reason">Why it is not as it should be, as <see cref="LabCondition.Reason"/> says it; null when it is.</param>
/// <param name="Message">The same in a sentence.</param>
internal sealed record HealOutcome(IReadOnlyList<PlanStep> Done, IReadOnlyList<PlanStep> Remaining, string? Reason, string Message)
{
    public static HealOutcome Trouble(string reason, string message) => new([], [], reason, message);
}

/// <summary>Takes a look at a running lab and mends what differs.</summary>
public sealed class LabHealer(Observer observer, PlanRunner runner, TimeProvider time)
{
    /// <summary>A switch that dies half way through a change would be waited for for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <param name="cache">What earlier looks found out; for the lab's desired state.</param>
    /// <param name="isFresh">Whether to read all the same what has told of no change.</param>
    /// <param name="wasUp">Whether the lab has been up like this before.</param>
    /// <param name="mends">Whether to mend what differs.</param>
    /// <param name="ct">Ends it between two phases.</param>
    internal async Task<HealOutcome> HealAsync(LookCache cache, bool isFresh, bool wasUp, bool mends, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            return await LookAsync(cache, isFresh, wasUp, mends, either.Token).ConfigureAwait(false);
        }
        catch (ObjectConflictException e)
        {
            return HealOutcome.Trouble("NameTaken", e.Message);
        }
        catch (Exception e) when (e is OvsUnavailableException or OvsdbException or OpenFlowException)
        {
            return HealOutcome.Trouble("SwitchUnreachable", e.Message);
        }
        catch (MissingFeatureException e)
        {
            return HealOutcome.Trouble("HealFailed", e.Message);
        }
        catch (Exception e) when (e is NativeException or NetlinkException or NftablesException or IOException)
        {
            // What was looked at is changing under our eyes, such as a namespace that goes.
            return HealOutcome.Trouble("HealFailed", e.Message);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return HealOutcome.Trouble("SwitchUnreachable", $"it takes longer than {Patience.TotalSeconds} s");
        }
    }

    private async Task<HealOutcome> LookAsync(LookCache cache, bool isFresh, bool wasUp, bool mends, CancellationToken ct)
    {
        var desired = cache.Lab;
        var observed = await observer.LookAsync(cache, isFresh, ct).ConfigureAwait(false);
        var plan = cache.Flows.Diff(observed, wasUp);
        // The flows of a switch that is not connected are nobody's to mend; its coming is an event.
        var steps = plan.Steps.Where(s => s is not AwaitConnection).ToList();
        var waiting = plan.Steps.OfType<AwaitConnection>().Select(s => s.Bridge).ToList();
        if (steps.Count == 0) return Settled([], waiting);
        if (!mends) return new HealOutcome([], steps, "Paused", string.Join('\n', steps.Select(s => $"{s.Target}: {s.Reason}")));
        cache.Forget(steps);
        var outcome = await runner.RunAsync(new Plan(desired.Lab, steps), desired, waitForRemoval: true, NoProgress.Instance, ct).ConfigureAwait(false);
        if (outcome.Failures.Count == 0) return Settled(outcome.Done, waiting);
        return new HealOutcome(outcome.Done, [.. outcome.Failures.Select(f => f.Step), .. outcome.Skipped.Select(s => s.Step)], "HealFailed", string.Join('\n', outcome.Failures.Select(f => $"{f.Step.Target}: {f.Error}")));
    }

    private static HealOutcome Settled(IReadOnlyList<PlanStep> done, List<string> waiting) => waiting.Count == 0
        ? new HealOutcome(done, [], null, "")
        : new HealOutcome(done, [], "SwitchNotConnected", $"not connected to its controller: {string.Join(", ", waiting)}");
}
