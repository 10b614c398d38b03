using Microsoft.Extensions.Logging;
using OvsCtl.Controller.Executing;
using OvsCtl.Controller.Observing;
using OvsCtl.Controller.State;

namespace OvsCtl.Controller.Labs;

/// <content>What the loops do when nobody asks for anything.</content>
public sealed partial class LabController
{
    /// <returns>After which time to look again if nothing happens.</returns>
    private async Task<TimeSpan> LookAsync(string lab, TimeSpan since, CancellationToken ct)
    {
        if (!Labs.TryGetValue(lab, out var snapshot)) return Timeout.InfiniteTimeSpan;
        var backoff = _backoffs.GetOrAdd(lab, _ => new LabBackoff());
        try
        {
            if (!snapshot.IsWanted) return await FinishDownAsync(lab, backoff, ct).ConfigureAwait(false);
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
        var outcome = await TakeDownAsync(lab, waitForRemoval: false, NoProgress.Instance, ct).ConfigureAwait(false);
        return outcome.Succeeded ? Timeout.InfiniteTimeSpan : backoff.Failed();
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

        var now = lab.With(Condition(LabCondition.Converged, outcome.Reason ?? "NothingToDo", outcome.Reason is null ? null : outcome.Message));
        if (outcome.Reason is null) now = (now with { State = LabState.Up, Error = null, ObservedGeneration = lab.Generation }).With(Condition(LabCondition.Applied, "Applied", null));
        else if (outcome.Reason is not ("Paused" or "SwitchNotConnected")) now = now with { State = LabState.Failed, Error = outcome.Message };
        var isNews = now.ObservedGeneration != lab.ObservedGeneration || !lab.Conditions.ContainsKey(LabCondition.Converged) || now.Conditions.Any(c => !c.Value.Equals(lab.Conditions.GetValueOrDefault(c.Key)));
        Publish(now);
        if (isNews)
        {
            await state.Store.WriteStatusAsync(now.Name, now.ObservedGeneration, [.. now.Conditions.Values], ct).ConfigureAwait(false);
            if (outcome.Reason is "HealFailed" or "NameTaken" or "SwitchUnreachable")
            {
                journal.Add(lab.Name, IncidentKind.HealFailed, message: outcome.Message);
                LogTrouble(lab.Name, outcome.Message);
            }
        }

        if (outcome.Reason is "HealFailed" or "NameTaken" or "SwitchUnreachable")
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
