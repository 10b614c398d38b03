using Microsoft.Extensions.Logging;
using OvsCtl.Controller.Executing;
using OvsCtl.Controller.Observing;
using OvsCtl.Controller.State;
using OvsCtl.Controller.Switches;

namespace OvsCtl.Controller.Labs;

/// <content>What the loops do when nobody asks for anything.</content>
public sealed partial class LabController
{
    /// <returns>After which time to look again if nothing happens.</returns>
    private async Task<TimeSpan> LookAsync(string lab, TimeSpan since, CancellationToken ct)
    {
        var backoff = _backoffs.GetOrAdd(lab, _ => new LabBackoff());
        try
        {
            if (state.Store.Find(lab) is not { } stored)
            {
                await LetGoAsync(lab).ConfigureAwait(false);
                return Timeout.InfiniteTimeSpan;
            }

            if (!stored.IsWanted) return await FinishDownAsync(lab, backoff, ct).ConfigureAwait(false);
            if (await TakeUpAsync(stored, ct).ConfigureAwait(false) is not { } snapshot) return Timeout.InfiniteTimeSpan;
            var begun = time.GetTimestamp();
            // Before the look: what happens after it is an event.
            watch.Ensure(snapshot.Desired);
            var cache = _caches.AddOrUpdate(lab, _ => new LookCache(snapshot.Desired, watch), (_, known) => ReferenceEquals(known.Lab, snapshot.Desired) ? known : new LookCache(snapshot.Desired, watch));
            // What has no event of its own is found when the lab is looked at afresh; what could not be mended may be something else than was read.
            var isFresh = backoff.HasFailed || cache.ReadAt is not { } at || time.GetElapsedTime(at) >= cache.Rest * 0.9;
            if (isFresh) cache.ReadAt = begun;
            var outcome = await healer.HealAsync(cache, isFresh, wasUp: snapshot.ObservedGeneration == snapshot.Generation, mends: !snapshot.IsPaused, ct).ConfigureAwait(false);
            var spent = time.GetElapsedTime(begun);
            if (isFresh) cache.RestAfter(spent);
            return await ConcludeAsync(snapshot, outcome, backoff, since, spent, cache.Rest, ct).ConfigureAwait(false);
        }
        catch (StateException e)
        {
            LogTrouble(lab, e.Message);
            return backoff.Failed();
        }
#pragma warning disable CA1031 // A lab that nobody foresaw must not end the loop that is to mend it.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogDefect(lab, e);
            return backoff.Failed();
        }
    }

    private async Task<TimeSpan> FinishDownAsync(string lab, LabBackoff backoff, CancellationToken ct)
    {
        try
        {
            var outcome = await TakeDownAsync(lab, waitForRemoval: false, NoProgress.Instance, ct).ConfigureAwait(false);
            return outcome.Succeeded ? Timeout.InfiniteTimeSpan : backoff.Failed();
        }
        catch (OvsUnavailableException e)
        {
            LogTrouble(lab, e.Message);
            return backoff.Failed();
        }
    }

    private async Task<TimeSpan> ConcludeAsync(LabSnapshot lab, HealOutcome outcome, LabBackoff backoff, TimeSpan since, TimeSpan spent, TimeSpan rest, CancellationToken ct)
    {
        var elapsed = since + spent;
        ControllerMetrics.Looks.Add(1);
        ControllerMetrics.LookSeconds.Add(spent.TotalSeconds);
        ControllerMetrics.Heals.Add(outcome.Done.Count);
        foreach (var step in outcome.Done)
        {
            journal.Add(lab.Name, IncidentKind.Healed, step.Target, step.Reason, elapsed);
            LogHealed(lab.Name, step.Target, step.Reason, elapsed.TotalMilliseconds);
        }

        var isTrouble = outcome.Reason is "HealFailed" or "NameTaken" or "SwitchUnreachable";
        var now = lab.With(Condition(LabCondition.Converged, outcome.Reason ?? "NothingToDo", outcome.Reason is null ? null : outcome.Message));
        if (isTrouble) now = now with { State = LabState.Failed, Error = outcome.Message };
        if (_refusals.TryGetValue(lab.Name, out var refusal))
        {
            // What was asked for before is kept; what is asked for now is not done by that.
            if (!isTrouble) now = now with { State = LabState.Failed, Error = refusal.Message };
        }
        else if (isTrouble && lab.ObservedGeneration != lab.Generation)
        {
            now = now.With(Condition(LabCondition.Applied, outcome.Reason == "HealFailed" ? "StepFailed" : outcome.Reason ?? "", outcome.Message));
        }
        else if (outcome.Reason is null)
        {
            now = (now with { State = LabState.Up, Error = null, ObservedGeneration = lab.Generation }).With(Condition(LabCondition.Applied, "Applied", null));
        }
        else if (outcome.Reason == "Paused" && lab.State == LabState.Changing)
        {
            now = now with { State = LabState.Up };
        }

        var isNews = now.ObservedGeneration != lab.ObservedGeneration || !lab.Conditions.ContainsKey(LabCondition.Converged) || now.Conditions.Any(c => !c.Value.Equals(lab.Conditions.GetValueOrDefault(c.Key)));
        Publish(now);
        await state.Store.WriteStatusAsync(now.Name, now.ObservedGeneration, [.. now.Conditions.Values], ct).ConfigureAwait(false);
        if (isNews && isTrouble)
        {
            journal.Add(lab.Name, IncidentKind.HealFailed, message: outcome.Message);
            LogTrouble(lab.Name, outcome.Message);
        }

        if (isTrouble)
        {
            ControllerMetrics.HealFailures.Add(1);
            return backoff.Failed();
        }

        // What was mended may have taken something else along: only a look that finds nothing is the end.
        if (outcome.Done.Count > 0) return LookAfterHeal;
        return backoff.Succeeded(rest);
    }

    private static readonly TimeSpan LookAfterHeal = TimeSpan.FromMilliseconds(20);

    [LoggerMessage(22, LogLevel.Information, "lab {Lab}: healed {Target}, because {Reason} ({Milliseconds:0} ms)")]
    private partial void LogHealed(string lab, string target, string reason, double milliseconds);

    [LoggerMessage(23, LogLevel.Warning, "lab {Lab}: {Reason}")]
    private partial void LogTrouble(string lab, string reason);

    [LoggerMessage(26, LogLevel.Error, "lab {Lab}: unexpected failure")]
    private partial void LogDefect(string lab, Exception failure);
}
