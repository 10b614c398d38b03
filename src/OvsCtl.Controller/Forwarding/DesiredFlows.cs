using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Plans;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Forwarding;

/// <summary>
/// The flows of a lab as text, computed again only for bridges whose ports have other numbers than before; and which of them were found
/// installed, so that what has not changed on either side is not compared again. Used by the lab's own loop alone.
/// </summary>
internal sealed class DesiredFlows(DesiredState lab)
{
    private readonly Dictionary<string, (IReadOnlyDictionary<string, int> Numbers, IReadOnlyList<DesiredFlow> Flows)> _bridges = [];
    private readonly Dictionary<string, (IReadOnlyList<DesiredFlow> Wanted, IReadOnlyList<ObservedFlow> Installed)> _settled = [];

    /// <summary>What to mend. Bridges that were in order and have not changed go into the comparison without flows.</summary>
    public Plan Diff(ObservedState observed, bool wasUp)
    {
        var bridges = new Dictionary<string, ObservedBridge>(observed.Bridges);
        var flows = new List<DesiredFlow>();
        var compared = new Dictionary<string, (IReadOnlyList<DesiredFlow> Wanted, IReadOnlyList<ObservedFlow> Installed)>();
        foreach (var bridge in lab.Bridges.Where(b => b.Controller == SwitchController.OvsCtl))
        {
            var there = observed.Bridges.GetValueOrDefault(bridge.Name);
            var wanted = Of(bridge, there);
            if (there?.Flows is { } installed)
            {
                if (_settled.TryGetValue(bridge.Name, out var settled) && ReferenceEquals(settled.Wanted, wanted) && ReferenceEquals(settled.Installed, installed))
                {
                    bridges[bridge.Name] = there with { Flows = [] };
                    continue;
                }

                compared[bridge.Name] = (wanted, installed);
            }

            flows.AddRange(wanted);
        }

        var plan = Differ.Diff(lab, observed with { Bridges = bridges }, flows, wasUp);
        foreach (var step in plan.Steps.Where(s => s.Phase == PlanPhase.Flows))
            if (BridgeOf(step) is { } differs) compared.Remove(differs);
        foreach (var (bridge, flowsOf) in compared) _settled[bridge] = flowsOf;
        return plan;
    }

    private IReadOnlyList<DesiredFlow> Of(DesiredBridge bridge, ObservedBridge? there)
    {
        var numbers = PortNumbers.Assign(bridge, there);
        if (_bridges.TryGetValue(bridge.Name, out var known) && AreSame(known.Numbers, numbers)) return known.Flows;
        var flows = ForwardingPipeline.Flows(lab, bridge, numbers).Select(f => f.ToDesired(bridge.Name)).ToList();
        _bridges[bridge.Name] = (numbers, flows);
        return flows;
    }

    private static string? BridgeOf(PlanStep step) => step switch
    {
        PutFlow put => put.Flow.Bridge,
        DeleteFlow delete => delete.Bridge,
        _ => null,
    };

    private static bool AreSame(IReadOnlyDictionary<string, int> some, IReadOnlyDictionary<string, int> others) =>
        some.Count == others.Count && some.All(s => others.TryGetValue(s.Key, out var other) && other == s.Value);
}
