using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Forwarding;

/// <summary>The flows of a lab as text, computed again only for bridges whose ports have other numbers than before.</summary>
internal sealed class DesiredFlows(DesiredState lab)
{
    private readonly Dictionary<string, (IReadOnlyDictionary<string, int> Numbers, IReadOnlyList<DesiredFlow> Flows)> _bridges = [];
    private IReadOnlyList<DesiredFlow>? _all;

    public IReadOnlyList<DesiredFlow> Of(IReadOnlyDictionary<string, ObservedBridge> bridges)
    {
        foreach (var bridge in lab.Bridges.Where(b => b.Controller == SwitchController.OvsCtl))
        {
            var numbers = PortNumbers.Assign(bridge, bridges.GetValueOrDefault(bridge.Name));
            if (_bridges.TryGetValue(bridge.Name, out var known) && AreSame(known.Numbers, numbers)) continue;
            _bridges[bridge.Name] = (numbers, [.. ForwardingPipeline.Flows(lab, bridge, numbers).Select(f => f.ToDesired(bridge.Name))]);
            _all = null;
        }

        return _all ??= [.. _bridges.Values.SelectMany(b => b.Flows)];
    }

    private static bool AreSame(IReadOnlyDictionary<string, int> some, IReadOnlyDictionary<string, int> others) =>
        some.Count == others.Count && some.All(s => others.TryGetValue(s.Key, out var other) && other == s.Value);
}
