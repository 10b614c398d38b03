using OvsCtl.Controller.Observing;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Executing;

/// <summary>What of a plan's run goes on while the switch works: steps that need nothing of it, and a look at what they led to.</summary>
internal sealed class BesideRun(Plan plan, DesiredState desired, KernelExecutor kernel, PlaceSockets places)
{
    private readonly Dictionary<PlanStep, StepResult> _results = new(ReferenceEqualityComparer.Instance);

    /// <summary>What came of steps before their phase.</summary>
    public IReadOnlyDictionary<PlanStep, StepResult> Results => _results;

    /// <summary>The hosts as they are now; nothing else of the plan changes them.</summary>
    public IReadOnlyDictionary<Place, SeenPlace> Seen { get; private set; } = new Dictionary<Place, SeenPlace>();

    /// <summary>Blocking system calls.</summary>
    /// <param name="missing">The objects that could not be made so far.</param>
    public void Run(IReadOnlySet<string> missing)
    {
        var lacking = missing.ToHashSet();
        foreach (var (phase, steps) in BesideSwitch.Of(plan))
        {
            foreach (var result in kernel.Run(phase, [.. steps.Where(s => !StepObjects.Needs(s).Any(lacking.Contains))]))
            {
                _results[result.Step] = result;
                if (result.Error is not null) lacking.UnionWith(StepObjects.Provides(result.Step));
            }
        }

        var later = plan.Steps.Where(s => s.Phase > PlanPhase.Switches && !_results.ContainsKey(s)).Select(StepObjects.PlaceOf).OfType<Place>().ToHashSet();
        Seen = KernelObserver.Read(desired, [.. desired.Hosts.Select(h => h.Place).Where(p => places.IsOpen(p) && !later.Contains(p))], places);
    }
}
