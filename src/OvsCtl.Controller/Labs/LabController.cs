using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OvsCtl.Controller.Executing;
using OvsCtl.Controller.Forwarding;
using OvsCtl.Controller.Observing;
using OvsCtl.Controller.Switches;
using OvsCtl.OpenFlow;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Plans;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Labs;

/// <summary>The labs of this daemon: brings them up, takes them down, says how they are, and keeps their flow tables as they should be.</summary>
public sealed partial class LabController(
    Observer observer,
    PlanRunner runner,
    FlowExecutor flows,
    LabProcesses processes,
    OvsLink ovs,
    DatapathType datapathType,
    ILogger<LabController> logger,
    TimeProvider time) : IAsyncDisposable
{
    /// <summary>A plan changes what the next look sees (a route may vanish with its link); more rounds than this mean that something else keeps changing it back.</summary>
    private const int MaxRounds = 4;

    private readonly ConcurrentDictionary<string, Lazy<LabLoop>> _loops = new();
    private ImmutableDictionary<string, LabSnapshot> _labs = ImmutableDictionary<string, LabSnapshot>.Empty;

    public IReadOnlyDictionary<string, LabSnapshot> Labs => Volatile.Read(ref _labs);

    public DesiredState Resolve(LabSpec spec) => Resolver.Resolve(spec, datapathType.Value);

    /// <summary>What <see cref="UpAsync"/> would do now.</summary>
    /// <exception cref="ObjectConflictException">A name that the lab needs belongs to something else.</exception>
    /// <exception cref="OvsUnavailableException">Open vSwitch does not answer.</exception>
    public async Task<Plan> PlanAsync(DesiredState desired, CancellationToken ct)
    {
        return Plan(desired, await observer.ObserveAsync(desired, ct).ConfigureAwait(false));
    }

    /// <summary>The same from a look already taken.</summary>
    /// <exception cref="ObjectConflictException">A name that the lab needs belongs to something else.</exception>
    public static Plan Plan(DesiredState desired, ObservedState observed) =>
        Differ.Diff(desired, observed, LabFlows.AsText(LabFlows.Of(desired, observed.Bridges)));

    /// <summary>Brings the lab up, or changes a running one. Done means: a second look finds nothing to do.</summary>
    public Task<LabOutcome> UpAsync(LabSpec spec, string fileName, IPlanProgress progress, CancellationToken ct)
    {
        var desired = Resolve(spec);
        return Loop(spec.Name).RunAsync(async () =>
        {
            var started = time.GetTimestamp();
            Publish(new LabSnapshot(fileName, spec, desired, LabState.Changing, null));
            var done = new List<PlanStep>();
            string? error;
            try
            {
                error = await ConvergeAsync(desired, done, progress, ct).ConfigureAwait(false);
            }
            catch (ObjectConflictException e)
            {
                error = e.Message;
            }
            catch (OperationCanceledException)
            {
                Publish(new LabSnapshot(fileName, spec, desired, LabState.Failed, "interrupted"));
                throw;
            }
            catch (Exception e) when (e is OvsUnavailableException or MissingFeatureException)
            {
                Publish(new LabSnapshot(fileName, spec, desired, LabState.Failed, e.Message));
                throw;
            }

            Publish(new LabSnapshot(fileName, spec, desired, error is null ? LabState.Up : LabState.Failed, error));
            LogUp(spec.Name, done.Count, error ?? "up");
            return new LabOutcome(spec.Name, done, error, time.GetElapsedTime(started));
        });
    }

    /// <summary>Removes everything that carries the lab's mark; its file is not needed.</summary>
    /// <exception cref="LabNotFoundException">The lab is not known and nothing carries its mark.</exception>
    public Task<LabOutcome> DownAsync(string lab, bool waitForRemoval, IPlanProgress progress, CancellationToken ct) => Loop(lab).RunAsync(async () =>
    {
        var started = time.GetTimestamp();
        var isKnown = Labs.TryGetValue(lab, out var snapshot);
        if (snapshot is not null) Publish(snapshot with { State = LabState.Changing, Error = null });
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
        if (error is null) Forget(lab);
        else if (snapshot is not null) Publish(snapshot with { State = LabState.Failed, Error = error });
        LogDown(lab, done.Count, error ?? "down");
        return new LabOutcome(lab, done, error, time.GetElapsedTime(started));
    });

    /// <summary>Names of labs that the daemon has no file of, but whose marks are there.</summary>
    public async Task<IReadOnlySet<string>> OrphansAsync(CancellationToken ct)
    {
        var observed = await observer.ObserveAsync(null, ct).ConfigureAwait(false);
        return observed.Places.Values.SelectMany(p => p.Interfaces.Values.Select(i => i.Lab).Append(p.Lab))
            .Concat(observed.Bridges.Values.SelectMany(b => b.Ports.Values.Select(p => p.Lab).Append(b.Lab)))
            .Concat(observed.NatTables.Select(t => t.Lab))
            .OfType<string>()
            .Where(l => !Labs.ContainsKey(l))
            .ToHashSet();
    }

    /// <exception cref="LabNotFoundException">No lab of that name is known here.</exception>
    public LabSnapshot Get(string lab) => Labs.GetValueOrDefault(lab) ?? throw new LabNotFoundException(NotFound(lab));

    /// <summary>The lab that has a host of this name.</summary>
    public (LabSnapshot Lab, DesiredHost Host)? FindHost(string host) =>
        Labs.Values.Select(l => (Lab: l, Host: l.Desired.FindHost(host))).Where(f => f.Host is not null).Select(f => ((LabSnapshot, DesiredHost)?)(f.Lab, f.Host ?? throw new InvalidOperationException())).FirstOrDefault();

    /// <summary>Something happened to a switch: every lab with a stake in it looks again.</summary>
    public void MarkDirty(string? bridge)
    {
        foreach (var lab in Labs.Values.Where(l => bridge is null || l.Desired.Bridges.Any(b => b.Name == bridge))) Loop(lab.Name).MarkDirty();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var loop in _loops.Values) await loop.Value.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<string?> ConvergeAsync(DesiredState desired, List<PlanStep> done, IPlanProgress progress, CancellationToken ct)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var plan = await PlanAsync(desired, ct).ConfigureAwait(false);
            if (plan.IsEmpty) return null;
            var outcome = await runner.RunAsync(plan, desired, waitForRemoval: true, progress, ct).ConfigureAwait(false);
            done.AddRange(outcome.Done);
            if (Describe(outcome) is { } error) return error;
        }

        var rest = await PlanAsync(desired, ct).ConfigureAwait(false);
        return rest.IsEmpty ? null : $"something keeps changing it back: {string.Join(", ", rest.Steps.Take(3).Select(s => $"{s.Target}: {s.Reason}"))}";
    }

    /// <summary>Flow tables follow their ports and survive the switch's restarts without anybody asking.</summary>
    private async Task LookAsync(string lab)
    {
        if (!Labs.TryGetValue(lab, out var snapshot) || snapshot.State != LabState.Up) return;
        foreach (var bridge in snapshot.Desired.Bridges.Where(b => b.Controller == SwitchController.OvsCtl))
        {
            try
            {
                if (ovs.Current?.State.Bridges.ContainsKey(bridge.Name) != true) continue;
                var results = await flows.SyncAsync(snapshot.Desired, bridge, CancellationToken.None).ConfigureAwait(false);
                if (results.Count > 0) LogHealed(lab, bridge.Name, results.Count(r => r.Error is null), results.Count(r => r.Error is not null));
            }
            catch (Exception e) when (e is OvsUnavailableException or OpenFlowException or IOException or Ovsdb.OvsdbException)
            {
                LogCannotLook(lab, bridge.Name, e.Message); // The next event brings us here again.
            }
        }
    }

    private static string? Describe(PlanOutcome outcome)
    {
        if (outcome.Failures.Count == 0) return null;
        var lines = outcome.Failures.Select(f => $"{f.Step.Target}: {f.Error}");
        return string.Join('\n', lines) + (outcome.SkippedCount > 0 ? $"\n{outcome.SkippedCount} further steps were not begun" : "");
    }

    private LabLoop Loop(string lab) => _loops.GetOrAdd(lab, name => new Lazy<LabLoop>(() => new LabLoop(() => LookAsync(name)))).Value;

    private void Publish(LabSnapshot lab) => ImmutableInterlocked.AddOrUpdate(ref _labs, lab.Name, lab, (_, _) => lab);

    private void Forget(string lab) => ImmutableInterlocked.TryRemove(ref _labs, lab, out _);

    private string NotFound(string lab) => Labs.Count == 0
        ? $"no lab '{lab}' here; no lab is up"
        : $"no lab '{lab}' here; there is {string.Join(", ", Labs.Keys.Order(StringComparer.Ordinal))}";

    [LoggerMessage(20, LogLevel.Information, "lab {Lab}: {Steps} steps, {Result}")]
    private partial void LogUp(string lab, int steps, string result);

    [LoggerMessage(21, LogLevel.Information, "lab {Lab}: {Steps} steps, {Result}")]
    private partial void LogDown(string lab, int steps, string result);

    [LoggerMessage(22, LogLevel.Information, "lab {Lab}: flows of {Bridge} mended, {Done} done, {Refused} refused")]
    private partial void LogHealed(string lab, string bridge, int done, int refused);

    [LoggerMessage(23, LogLevel.Debug, "lab {Lab}: flows of {Bridge} cannot be looked at: {Reason}")]
    private partial void LogCannotLook(string lab, string bridge, string reason);
}
