using OvsCtl.Controller.Observing;
using OvsCtl.Netns;
using OvsCtl.Topology;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Plans;

namespace OvsCtl.Controller.Executing;

/// <summary>What of a plan's run goes on beside a phase that leaves a processor free.</summary>
internal sealed class BesideRun(Plan plan, DesiredState desired, KernelExecutor kernel, PlaceSockets places)
{
    // Fewer are nameless sooner than another thread has begun.
    private const int WorthSharing = 8;

    private readonly Dictionary<PlanStep, StepResult> _results = new(ReferenceEqualityComparer.Instance);

    /// <summary>What came of steps before their phase.</summary>
    public IReadOnlyDictionary<PlanStep, StepResult> Results => _results;

    /// <summary>The hosts as they are now; nothing else of the plan changes them.</summary>
    public IReadOnlyDictionary<Place, SeenPlace> Seen { get; private set; } = new Dictionary<Place, SeenPlace>();

    /// <summary>
    /// The kernel takes a lab's links away in one go, on one processor; meanwhile the namespaces lose their names. They themselves stay until the links are gone: a namespace that ends
    /// takes its links along, and the request to delete them would find none. Blocking system calls.
    /// </summary>
    public IReadOnlyList<StepResult> RemoveLinks(IReadOnlyList<PlanStep> steps)
    {
        var namespaces = plan.Steps.OfType<DeleteNamespace>().ToList();
        if (namespaces.Count < WorthSharing || !steps.All(s => s is DeleteLink { Place.IsRoot: true })) return kernel.Run(PlanPhase.RemoveLinks, steps);
        // From here on what is open is only looked up, by two threads.
        foreach (var step in namespaces) places.Forget(new Place(step.Name));
        _ = places.Socket(Place.Root);
        var held = NamedNamespaces.OpenAll(out _);
        try
        {
            IReadOnlyList<StepResult> removed = [], nameless = [];
            ManyCalls.RunBoth(() => removed = kernel.Run(PlanPhase.RemoveLinks, steps), () => nameless = kernel.Run(PlanPhase.RemoveNamespaces, namespaces));
            foreach (var result in nameless) _results[result.Step] = result;
            return removed;
        }
        finally
        {
            foreach (var ns in held.Values) ns.Dispose();
        }
    }

    /// <summary>While the switch works: steps that need nothing of it, and a look at what they led to. Blocking system calls.</summary>
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
