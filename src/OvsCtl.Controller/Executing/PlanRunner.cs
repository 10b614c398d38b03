using OvsCtl.Controller.Switches;
using OvsCtl.Netns;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Plans;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Executing;

/// <summary>Runs a plan phase by phase. What needs an object that could not be made is left out; the rest goes on.</summary>
public sealed class PlanRunner(OvsLink ovs, BridgeControllers controllers, FlowExecutor flows, LabProcesses processes, TimeProvider time)
{
    /// <param name="plan">What to do.</param>
    /// <param name="desired">The state the plan leads to; flows and processes are taken from it.</param>
    /// <param name="waitForRemoval">Also wait until the switch has let go of removed ports.</param>
    /// <param name="progress">Told of each phase before it runs and each step after it.</param>
    /// <param name="ct">Looked at between phases: a phase that has begun is finished, so that everything made carries its mark.</param>
    /// <returns>The steps that were done; the failed ones with their errors; those that were not begun.</returns>
    public async Task<PlanOutcome> RunAsync(Plan plan, DesiredState desired, bool waitForRemoval, IPlanProgress progress, CancellationToken ct)
    {
        using var places = new PlaceSockets();
        var kernel = new KernelExecutor(plan.Lab, plan.Steps.OfType<DeleteBridge>().Select(s => s.Name).ToHashSet(), places);
        var done = new List<PlanStep>();
        var failures = new List<StepResult>();
        var skipped = new List<(PlanStep Step, string Needed)>();
        var missing = new HashSet<string>();
        var beside = new BesideRun(plan, desired, kernel, places);
        foreach (var phase in plan.Phases)
        {
            ct.ThrowIfCancellationRequested();
            var steps = new List<PlanStep>();
            foreach (var step in phase)
            {
                if (StepObjects.Needs(step).FirstOrDefault(missing.Contains) is { } needed)
                {
                    skipped.Add((step, needed));
                    missing.UnionWith(StepObjects.Provides(step));
                }
                else
                {
                    steps.Add(step);
                }
            }

            if (steps.Count == 0) continue;
            await progress.BeforePhaseAsync(phase.Key, steps, ct).ConfigureAwait(false);
            progress.OnPhase(phase.Key, steps.Count);
            var rest = steps.FindAll(s => !beside.Results.ContainsKey(s));
            IReadOnlyList<StepResult> unordered = phase.Key switch
            {
                PlanPhase.Switches when rest.Count > 0 && !progress.IsStepwise => await RunSwitchesAsync(plan, rest, beside, missing, ct).ConfigureAwait(false),
                PlanPhase.RemovePorts or PlanPhase.Switches when rest.Count > 0 => await new SwitchExecutor(plan.Lab, ovs, controllers).RunAsync(rest, waitForRemoval, ct).ConfigureAwait(false),
                PlanPhase.Flows => await RunFlowsAsync(desired, steps, ct).ConfigureAwait(false),
                PlanPhase.Processes => await StartAsync(steps, places, ct).ConfigureAwait(false),
                PlanPhase.StopProcesses => await StopAsync(plan.Lab, steps, ct).ConfigureAwait(false),
                // Blocking system calls, many in a row: not on a thread that serves requests.
                PlanPhase.RemoveLinks when !progress.IsStepwise => await Task.Run(() => beside.RemoveLinks(rest), CancellationToken.None).ConfigureAwait(false),
                _ when rest.Count > 0 => await Task.Run(() => kernel.Run(phase.Key, rest), CancellationToken.None).ConfigureAwait(false),
                _ => [],
            };
            // Executors group their work as suits them; it is told in the order of the plan.
            var order = steps.Select((step, index) => (step, index)).ToDictionary<(PlanStep, int), PlanStep, int>(p => p.Item1, p => p.Item2, ReferenceEqualityComparer.Instance);
            var results = unordered.Concat(steps.Where(beside.Results.ContainsKey).Select(s => beside.Results[s])).OrderBy(r => order.GetValueOrDefault(r.Step, steps.Count)).ToList();
            done.AddRange(results.Where(r => r.Error is null).Select(r => r.Step));
            failures.AddRange(results.Where(r => r.Error is not null));
            foreach (var result in results)
            {
                if (result.Error is not null) missing.UnionWith(StepObjects.Provides(result.Step));
                progress.OnStep(result);
            }
        }

        return new PlanOutcome(done, failures, skipped) { Seen = beside.Seen };
    }

    /// <summary>The switch takes a while, on one processor; the other goes on.</summary>
    private async Task<IReadOnlyList<StepResult>> RunSwitchesAsync(Plan plan, List<PlanStep> steps, BesideRun beside, HashSet<string> missing, CancellationToken ct)
    {
        var meanwhile = Task.Run(() => beside.Run(missing), CancellationToken.None);
        try
        {
            return await new SwitchExecutor(plan.Lab, ovs, controllers).RunAsync(steps, waitForRemoval: true, ct).ConfigureAwait(false);
        }
        finally
        {
            await meanwhile.ConfigureAwait(false);
        }
    }

    /// <summary>The plan's flow steps say which bridges; what is sent is compared anew, now that every port has its number.</summary>
    private async Task<IReadOnlyList<StepResult>> RunFlowsAsync(DesiredState desired, List<PlanStep> planned, CancellationToken ct)
    {
        var results = planned.ToDictionary(s => s, s => new StepResult(s, null));
        foreach (var bridge in desired.Bridges.Where(b => b.Controller == SwitchController.OvsCtl))
        {
            var own = planned.Where(s => BridgeOf(s) == bridge.Name).ToList();
            if (own.Count == 0) continue;
            try
            {
                foreach (var refused in (await flows.SyncAsync(desired, bridge, ct).ConfigureAwait(false)).Where(r => r.Error is not null))
                    results[own.Find(s => s.Target == refused.Step.Target) ?? own[0]] = refused;
            }
            catch (Exception e) when (e is OvsUnavailableException or OpenFlow.OpenFlowException or IOException)
            {
                foreach (var step in own) results[step] = new StepResult(step, e.Message);
            }
        }

        return [.. results.Values];
    }

    private static string? BridgeOf(PlanStep step) => step switch
    {
        PutFlow put => put.Flow.Bridge,
        DeleteFlow delete => delete.Bridge,
        AwaitConnection wait => wait.Bridge,
        _ => null,
    };

    private async Task<IReadOnlyList<StepResult>> StartAsync(List<PlanStep> steps, PlaceSockets places, CancellationToken ct)
    {
        var results = new List<StepResult>();
        foreach (var step in steps.Cast<StartProcess>())
        {
            try
            {
                await processes.StartAsync(step.Lab, step.Process, places.Namespace(new Place(step.Process.Host)), time, ct).ConfigureAwait(false);
                results.Add(new StepResult(step, null));
            }
            catch (NativeException e)
            {
                results.Add(new StepResult(step, e.Message));
            }
        }

        return results;
    }

    private async Task<IReadOnlyList<StepResult>> StopAsync(string lab, List<PlanStep> steps, CancellationToken ct)
    {
        await Task.WhenAll(steps.Cast<StopProcess>().Select(s => s.Host).Distinct().Select(h => processes.StopAsync(lab, h, time, ct))).ConfigureAwait(false);
        return [.. steps.Select(s => new StepResult(s, null))];
    }
}
