using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OvsCtl.Controller.Executing;
using OvsCtl.Controller.Forwarding;
using OvsCtl.Controller.Observing;
using OvsCtl.Controller.State;
using OvsCtl.Controller.Switches;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Plans;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Labs;

/// <summary>The labs of this daemon: brings them up, takes them down, says how they are. What is asked for is written down before it is begun.</summary>
public sealed partial class LabController(
    Observer observer,
    PlanRunner runner,
    LabHealer healer,
    LabProcesses processes,
    KernelWatch watch,
    StateHost state,
    LabJournal journal,
    DatapathType datapathType,
    IHostApplicationLifetime lifetime,
    ILogger<LabController> logger,
    TimeProvider time) : IAsyncDisposable
{
    /// <summary>A plan changes what the next look sees (a route may vanish with its link); more rounds than this mean that something else keeps changing it back.</summary>
    private const int MaxRounds = 4;

    private readonly ConcurrentDictionary<string, Lazy<LabLoop>> _loops = new();
    private readonly ConcurrentDictionary<string, LabBackoff> _backoffs = new();
    private readonly ConcurrentDictionary<string, LookCache> _caches = new();
    private ImmutableDictionary<string, LabSnapshot> _labs = ImmutableDictionary<string, LabSnapshot>.Empty;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyDictionary<string, LabSnapshot> Labs => Volatile.Read(ref _labs);

    public LabJournal Journal => journal;

    /// <summary>Completes when any lab has changed.</summary>
    public Task NextChange => Volatile.Read(ref _changed).Task;

    public DesiredState Resolve(LabSpec spec) => Resolver.Resolve(spec, datapathType.Value);

    /// <summary>What <see cref="UpAsync"/> would do now.</summary>
    /// <exception cref="ObjectConflictException">A name that the lab needs belongs to something else.</exception>
    /// <exception cref="OvsUnavailableException">Open vSwitch does not answer.</exception>
    public Task<Plan> PlanAsync(DesiredState desired, CancellationToken ct) => PlanAsync(desired, observer.ObserveAsync(desired, ct));

    /// <summary>The same from a look already taken.</summary>
    /// <exception cref="ObjectConflictException">A name that the lab needs belongs to something else.</exception>
    public static Plan Plan(DesiredState desired, ObservedState observed) =>
        Differ.Diff(desired, observed, LabFlows.AsText(LabFlows.Of(desired, observed.Bridges)));

    /// <summary>What <see cref="DownAsync"/> would do now.</summary>
    /// <exception cref="LabNotFoundException">The lab is not known and nothing carries its mark.</exception>
    /// <exception cref="OvsUnavailableException">Open vSwitch does not answer.</exception>
    public async Task<Plan> PlanDownAsync(string lab, CancellationToken ct)
    {
        var plan = Differ.Teardown(lab, await observer.ObserveAsync(null, ct).ConfigureAwait(false));
        return plan.IsEmpty && !Labs.ContainsKey(lab) ? throw new LabNotFoundException(NotFound(lab)) : plan;
    }

    /// <summary>Brings the lab up, or changes a running one. Done means: a second look finds nothing to do. From then on it is kept so.</summary>
    /// <exception cref="MissingFeatureException">The kernel lacks something that the lab needs; nothing was written down or begun.</exception>
    /// <exception cref="StateException">What is asked for could not be written down; nothing was begun.</exception>
    public Task<LabOutcome> UpAsync(LabSpec spec, string text, string fileName, IPlanProgress progress, CancellationToken ct)
    {
        var desired = Resolve(spec);
        return Loop(spec.Name).RunAsync(async () =>
        {
            var started = time.GetTimestamp();
            // What this machine can never carry is not written down: the next daemon would try it for ever.
            var looking = desired.Interfaces.Any(i => i.Shape is not null) ? observer.ObserveAsync(desired, ct) : null;
            if (looking is not null) Differ.CheckFeatures(desired, await looking.ConfigureAwait(false));
            var writing = state.Store.PutAsync(spec.Name, fileName, text, desired, ct);
            // Looking and planning are no beginning: they go on while the wish is written to disk.
            var planning = PlanAsync(desired, looking ?? observer.ObserveAsync(desired, ct));
            var generation = await writing.ConfigureAwait(false);
            var before = Labs.GetValueOrDefault(spec.Name);
            var lab = new LabSnapshot(fileName, spec, desired, LabState.Changing, null)
            {
                Text = text,
                Generation = generation,
                ObservedGeneration = before?.ObservedGeneration ?? 0,
                Conditions = before?.Conditions ?? ImmutableDictionary<string, LabCondition>.Empty,
            };
            _refusals.TryRemove(spec.Name, out _);
            Publish(lab);
            var done = new List<PlanStep>();
            string? error, reason = "StepFailed";
            try
            {
                error = await ConvergeAsync(desired, planning, done, progress, ct).ConfigureAwait(false);
            }
            catch (ObjectConflictException e)
            {
                (error, reason) = (e.Message, "NameTaken");
            }
            catch (OperationCanceledException)
            {
                await InterruptAsync(lab).ConfigureAwait(false);
                throw;
            }
            catch (Exception e) when (e is OvsUnavailableException or MissingFeatureException)
            {
                Publish(lab with { State = LabState.Failed, Error = e.Message });
                throw;
            }

            Publish((lab with { State = error is null ? LabState.Up : LabState.Failed, Error = error, ObservedGeneration = error is null ? generation : lab.ObservedGeneration })
                .With(Condition(LabCondition.Applied, error is null ? "Applied" : reason, error)));
            journal.Add(spec.Name, IncidentKind.Up, message: error ?? $"{done.Count} steps", elapsed: time.GetElapsedTime(started));
            LogUp(spec.Name, done.Count, error ?? "up");
            return new LabOutcome(spec.Name, done, error, time.GetElapsedTime(started));
        });
    }

    /// <summary>Removes everything that carries the lab's mark; its file is not needed.</summary>
    /// <exception cref="LabNotFoundException">The lab is not known and nothing carries its mark.</exception>
    /// <exception cref="StateException">What is asked for could not be written down; nothing was begun.</exception>
    public Task<LabOutcome> DownAsync(string lab, bool waitForRemoval, IPlanProgress progress, CancellationToken ct) =>
        Loop(lab).RunAsync(() => TakeDownAsync(lab, waitForRemoval, progress, ct));

    /// <summary>Leaves damage as it is from now on, or mends it again.</summary>
    /// <exception cref="LabNotFoundException">No lab of that name is known here.</exception>
    /// <exception cref="StateException">It could not be written down.</exception>
    public Task<LabSnapshot> SetPausedAsync(string lab, bool isPaused, CancellationToken ct) => Loop(lab).RunAsync(async () =>
    {
        var snapshot = Get(lab);
        await state.Store.SetPausedAsync(lab, isPaused, ct).ConfigureAwait(false);
        if (snapshot.IsPaused == isPaused) return snapshot;
        snapshot = snapshot with { IsPaused = isPaused };
        Publish(snapshot);
        journal.Add(lab, isPaused ? IncidentKind.Paused : IncidentKind.Resumed);
        return snapshot;
    });

    /// <summary>Names of labs that the daemon has no file of, but whose marks are there.</summary>
    public async Task<IReadOnlySet<string>> OrphansAsync(CancellationToken ct)
    {
        var observed = await observer.ObserveAsync(null, ct).ConfigureAwait(false);
        return observed.Places.Values.SelectMany(p => p.Interfaces.Values.Select(i => i.Lab).Append(p.Lab))
            .Concat(observed.Bridges.Values.SelectMany(b => b.Ports.Values.Select(p => p.Lab).Append(b.Lab)))
            .Concat(observed.NatTables.Select(t => t.Lab))
            .Concat(observed.Processes.Select(p => p.Lab))
            .OfType<string>()
            .Where(l => !Labs.ContainsKey(l))
            .ToHashSet();
    }

    /// <exception cref="LabNotFoundException">No lab of that name is known here.</exception>
    public LabSnapshot Get(string lab) => Labs.GetValueOrDefault(lab) ?? throw new LabNotFoundException(NotFound(lab));

    /// <summary>The lab that has a host of this name.</summary>
    public (LabSnapshot Lab, DesiredHost Host)? FindHost(string host) =>
        Labs.Values.Select(l => (Lab: l, Host: l.Desired.FindHost(host))).Where(f => f.Host is not null).Select(f => ((LabSnapshot, DesiredHost)?)(f.Lab, f.Host ?? throw new InvalidOperationException())).FirstOrDefault();

    /// <summary>Something happened: every lab with a stake in it looks again.</summary>
    public void MarkDirty(Func<LabSnapshot, bool> hasStake)
    {
        foreach (var lab in Labs.Values.Where(hasStake)) Loop(lab.Name).MarkDirty();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var loop in _loops.Values) await loop.Value.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<LabOutcome> TakeDownAsync(string lab, bool waitForRemoval, IPlanProgress progress, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        var snapshot = Labs.GetValueOrDefault(lab);
        var isKnown = snapshot is not null || state.Store.Find(lab) is not null;
        await state.Store.WantDownAsync(lab, ct).ConfigureAwait(false);
        if (snapshot is not null) Publish(snapshot with { State = LabState.Changing, Error = null, IsWanted = false });
        // A socket in a namespace keeps it alive.
        await watch.ForgetAsync(lab).ConfigureAwait(false);
        var done = new List<PlanStep>();
        string? error = null;
        for (var round = 0; round < MaxRounds; round++)
        {
            var observed = await observer.ObserveAsync(null, ct).ConfigureAwait(false);
            var plan = Differ.Teardown(lab, observed);
            if (plan.IsEmpty && round == 0 && !isKnown) throw new LabNotFoundException(NotFound(lab));
            if (plan.IsEmpty) break;
            var outcome = await runner.RunAsync(plan, new DesiredState { Lab = lab }, waitForRemoval, progress, ct).ConfigureAwait(false);
            done.AddRange(outcome.Done);
            error = Describe(outcome);
            if (error is not null) break;
        }

        processes.Forget(lab);
        if (error is null)
        {
            await state.Store.RemoveAsync(lab, ct).ConfigureAwait(false);
            Forget(lab);
        }
        else if (snapshot is not null)
        {
            Publish(snapshot with { State = LabState.Failed, Error = error, IsWanted = false });
        }

        journal.Add(lab, IncidentKind.Down, message: error ?? $"{done.Count} steps", elapsed: time.GetElapsedTime(started));
        LogDown(lab, done.Count, error ?? "down");
        return new LabOutcome(lab, done, error, time.GetElapsedTime(started));
    }

    private static async Task<Plan> PlanAsync(DesiredState desired, Task<ObservedState> looking) => Plan(desired, await looking.ConfigureAwait(false));

    private async Task<string?> ConvergeAsync(DesiredState desired, Task<Plan> planning, List<PlanStep> done, IPlanProgress progress, CancellationToken ct)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var plan = await planning.ConfigureAwait(false);
            if (plan.IsEmpty) return null;
            var outcome = await runner.RunAsync(plan, desired, waitForRemoval: true, progress, ct).ConfigureAwait(false);
            done.AddRange(outcome.Done);
            if (Describe(outcome) is { } error) return error;
            planning = PlanAsync(desired, observer.ObserveAsync(desired, outcome.Seen, ct));
        }

        var rest = await planning.ConfigureAwait(false);
        return rest.IsEmpty ? null : $"something keeps changing it back: {string.Join(", ", rest.Steps.Take(3).Select(s => $"{s.Target}: {s.Reason}"))}";
    }

    /// <summary>Whoever asked for it has changed their mind: it stays as far as it is. A daemon that stops has not: the next one goes on.</summary>
    private async Task InterruptAsync(LabSnapshot lab)
    {
        if (!lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await state.Store.SetPausedAsync(lab.Name, isPaused: true, CancellationToken.None).ConfigureAwait(false);
            lab = lab with { IsPaused = true };
        }

        Publish((lab with { State = LabState.Failed, Error = "interrupted" }).With(Condition(LabCondition.Applied, "Interrupted", "interrupted")));
    }

    private static string? Describe(PlanOutcome outcome)
    {
        if (outcome.Failures.Count == 0) return null;
        var lines = outcome.Failures.Select(f => $"{f.Step.Target}: {f.Error}");
        var skipped = outcome.Skipped.GroupBy(s => s.Needed).Select(g => $"not begun for want of {g.Key}: {string.Join(", ", g.Select(s => s.Step.Target))}");
        return string.Join('\n', lines.Concat(skipped));
    }

    private LabCondition Condition(string type, string reason, string? trouble) => new(type, trouble is null, reason, trouble ?? "", time.GetUtcNow());

    private LabLoop Loop(string lab) => _loops.GetOrAdd(lab, name => new Lazy<LabLoop>(() => new LabLoop((since, ct) => LookAsync(name, since, ct), time))).Value;

    private void Publish(LabSnapshot lab)
    {
        ImmutableInterlocked.AddOrUpdate(ref _labs, lab.Name, lab, (_, _) => lab);
        Tell();
    }

    private void Tell() => Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private void Forget(string lab)
    {
        ImmutableInterlocked.TryRemove(ref _labs, lab, out _);
        _refusals.TryRemove(lab, out _);
        _backoffs.TryRemove(lab, out _);
        _caches.TryRemove(lab, out _);
        observer.Forget(lab);
        Tell();
    }

    private string NotFound(string lab) => _refusals.TryGetValue(lab, out var refusal)
        ? $"lab '{lab}' is in the database, but its text is no lab: {refusal.Message}"
        : Labs.Count == 0
        ? $"no lab '{lab}' here; no lab is up"
        : $"no lab '{lab}' here; there is {string.Join(", ", Labs.Keys.Order(StringComparer.Ordinal))}";

    [LoggerMessage(20, LogLevel.Information, "lab {Lab}: {Steps} steps, {Result}")]
    private partial void LogUp(string lab, int steps, string result);

    [LoggerMessage(21, LogLevel.Information, "lab {Lab}: {Steps} steps, {Result}")]
    private partial void LogDown(string lab, int steps, string result);
}
