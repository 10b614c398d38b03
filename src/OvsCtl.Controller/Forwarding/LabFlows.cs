using OvsCtl.OpenFlow;
using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Forwarding;

/// <summary>All flows of a lab, and how installed ones look beside them.</summary>
public static class LabFlows
{
    /// <summary>The flows of each controlled bridge, with the port numbers that the bridge has or will be asked for.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<FlowIntent>> Of(DesiredState lab, IReadOnlyDictionary<string, ObservedBridge> bridges) =>
        lab.Bridges.Where(b => b.Controller == SwitchController.OvsCtl)
            .ToDictionary(b => b.Name, b => ForwardingPipeline.Flows(lab, b, PortNumbers.Assign(b, bridges.GetValueOrDefault(b.Name))));

    public static IReadOnlyList<DesiredFlow> AsText(IReadOnlyDictionary<string, IReadOnlyList<FlowIntent>> flows) =>
        [.. flows.SelectMany(b => b.Value.Select(f => f.ToDesired(b.Key)))];

    public static ObservedFlow AsText(FlowStats flow) =>
        new(flow.TableId.Value, flow.Priority, flow.Match.ToString(), FlowText.Actions(flow.Instructions), flow.Cookie.Value);
}
