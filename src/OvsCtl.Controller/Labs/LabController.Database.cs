using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OvsCtl.Controller.State;
using OvsCtl.Topology.LabFiles;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Labs;

/// <content>
/// What the database says, whoever wrote it there. A change of a lab's row only says "look again": its loop, which also does what commands ask for, compares the row with
/// what it knows, so that what the daemon itself has written is no news to it.
/// </content>
public sealed partial class LabController
{
    private readonly ConcurrentDictionary<string, LabRefusal> _refusals = new();

    /// <summary>The rows whose text is no lab, by their lab's name.</summary>
    public IReadOnlyDictionary<string, LabRefusal> Refusals => _refusals;

    /// <summary>Notices when somebody changes rows of labs; from the moment this is called, not later.</summary>
    public Task FollowDatabaseAsync(CancellationToken ct) => state.Store.FollowAsync(lab => Loop(lab).MarkDirty(), ct);

    /// <summary>Takes up what the database says is wanted: labs that run already are left as they are, work that was cut short is finished.</summary>
    public void Restore()
    {
        foreach (var stored in state.Store.Labs)
        {
            if (TryRead(stored, out _) is { } spec)
            {
                Publish(new LabSnapshot(stored.FileName, spec, Resolve(spec), stored.ObservedGeneration == stored.Generation && stored.IsWanted ? LabState.Up : LabState.Changing, null)
                {
                    Text = stored.Text,
                    Generation = stored.Generation,
                    ObservedGeneration = stored.ObservedGeneration,
                    IsWanted = stored.IsWanted,
                    IsPaused = stored.IsPaused,
                    Conditions = stored.Conditions.ToImmutableDictionary(c => c.Type),
                });
                journal.Add(stored.Name, IncidentKind.Restored, message: stored.IsWanted ? "wanted up" : "wanted down");
                LogRestored(stored.Name, stored.Generation, stored.IsWanted ? "up" : "down");
            }

            Loop(stored.Name).MarkDirty();
        }
    }

    /// <returns>The lab as it is to be kept; null when nothing is known to keep.</returns>
    private async Task<LabSnapshot?> TakeUpAsync(StoredLab stored, CancellationToken ct)
    {
        var known = Follow(Labs.GetValueOrDefault(stored.Name), stored);
        if (_refusals.TryGetValue(stored.Name, out var refusal))
        {
            if ((refusal.FileName, refusal.Text, refusal.Generation) == (stored.FileName, stored.Text, stored.Generation)) return await RefuseAsync(known, stored, refusal.Message, ct).ConfigureAwait(false);
        }
        else if (known is not null && (known.FileName, known.Text, known.Generation) == (stored.FileName, stored.Text, stored.Generation))
        {
            return known;
        }

        if (TryRead(stored, out var error) is not { } spec)
        {
            _refusals[stored.Name] = new LabRefusal(stored.FileName, stored.Text, stored.Generation, error);
            journal.Add(stored.Name, IncidentKind.Refused, message: error);
            LogRefused(stored.Name, stored.Generation, error);
            return await RefuseAsync(known, stored, error, ct).ConfigureAwait(false);
        }

        var desired = Resolve(spec);
        // Changed once more meanwhile: the next look, which that has asked for, takes it up.
        if (await state.Store.AcceptAsync(stored, desired, known?.Generation ?? stored.ObservedGeneration, ct).ConfigureAwait(false) is not { } generation) return known;
        _refusals.TryRemove(stored.Name, out _);
        var lab = new LabSnapshot(stored.FileName, spec, desired, LabState.Changing, null)
        {
            Text = stored.Text,
            Generation = generation,
            ObservedGeneration = known?.ObservedGeneration ?? stored.ObservedGeneration,
            IsPaused = stored.IsPaused,
            Conditions = known?.Conditions ?? stored.Conditions.ToImmutableDictionary(c => c.Type),
        };
        Publish(lab);
        journal.Add(stored.Name, IncidentKind.Changed, message: $"generation {generation} in the database");
        LogTakenUp(stored.Name, generation);
        return lab;
    }

    /// <summary>What needs no text to be followed: paused or not, and wanted again after all.</summary>
    private LabSnapshot? Follow(LabSnapshot? known, StoredLab stored)
    {
        if (known is null || known.IsPaused == stored.IsPaused && known.IsWanted) return known;
        if (known.IsPaused != stored.IsPaused) journal.Add(known.Name, stored.IsPaused ? IncidentKind.Paused : IncidentKind.Resumed);
        known = known with { IsPaused = stored.IsPaused, IsWanted = true, State = known.IsWanted ? known.State : LabState.Changing };
        Publish(known);
        return known;
    }

    /// <summary>Says so in the database. A lab that was there before goes on as it was asked for then.</summary>
    private async Task<LabSnapshot?> RefuseAsync(LabSnapshot? known, StoredLab stored, string error, CancellationToken ct)
    {
        var applied = Condition(LabCondition.Applied, "InvalidFile", error);
        if (known is not null)
        {
            known = (known with { State = LabState.Failed, Error = error }).With(applied);
            Publish(known);
            return known;
        }

        var before = stored.Conditions.ToDictionary(c => c.Type);
        LabCondition[] conditions = [applied, applied with { Type = LabCondition.Converged }];
        await state.Store.WriteStatusAsync(stored.Name, stored.ObservedGeneration, [.. conditions.Select(c => c.After(before.GetValueOrDefault(c.Type)))], ct).ConfigureAwait(false);
        return null;
    }

    /// <summary>A row that is gone is no order to remove anything: a database that was lost looks the same.</summary>
    private async Task LetGoAsync(string lab)
    {
        _refusals.TryRemove(lab, out _);
        if (!Labs.ContainsKey(lab)) return;
        await watch.ForgetAsync(lab).ConfigureAwait(false);
        Forget(lab);
        journal.Add(lab, IncidentKind.Orphaned, message: $"it was deleted from the database; 'ovsctl lab down {lab}' removes what it has left");
        LogOrphaned(lab);
    }

    private static LabSpec? TryRead(StoredLab stored, out string error)
    {
        error = "";
        if (!LabFile.TryParse(stored.Text, stored.FileName, out var spec, out var errors)) error = string.Join('\n', errors);
        else if (spec.Name == stored.Name) return spec;
        else error = $"{stored.FileName}: the text is of lab '{spec.Name}', but its row is of lab '{stored.Name}'";
        return null;
    }

    [LoggerMessage(24, LogLevel.Information, "lab {Lab}: found in the database, generation {Generation}, wanted {Wanted}")]
    private partial void LogRestored(string lab, long generation, string wanted);

    [LoggerMessage(25, LogLevel.Error, "lab {Lab}: its text in the database, of generation {Generation}, is no lab: {Reason}")]
    private partial void LogRefused(string lab, long generation, string reason);

    [LoggerMessage(27, LogLevel.Information, "lab {Lab}: changed in the database, generation {Generation}")]
    private partial void LogTakenUp(string lab, long generation);

    [LoggerMessage(28, LogLevel.Warning, "lab {Lab}: deleted from the database; it is not kept any more, and nothing of it is removed")]
    private partial void LogOrphaned(string lab);
}
