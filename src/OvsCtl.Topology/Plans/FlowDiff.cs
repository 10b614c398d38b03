using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Plans;

/// <summary>Wanted and installed flows of a bridge, compared as text.</summary>
public static class FlowDiff
{
    internal static IEnumerable<PlanStep> Steps(DesiredState desired, ObservedState observed, IReadOnlyList<DesiredFlow> flows)
    {
        var wantedOf = flows.ToLookup(f => f.Bridge);
        foreach (var bridge in desired.Bridges.Where(b => b.Controller == SwitchController.OvsCtl))
        {
            var wanted = wantedOf[bridge.Name];
            if (!observed.Bridges.TryGetValue(bridge.Name, out var there))
            {
                foreach (var flow in wanted) yield return new PutFlow(flow, Replaces: false) { Reason = flow.Why };
                continue;
            }

            if (there.Flows is not { } installed)
            {
                yield return new AwaitConnection(bridge.Name) { Reason = "the switch is not connected to its controller" };
                continue;
            }

            foreach (var step in Compare(desired.Lab, bridge.Name, wanted, installed)) yield return step;
        }
    }

    /// <summary>The steps for one bridge. Flows with another cookie are somebody else's and stay.</summary>
    public static IEnumerable<PlanStep> Compare(string lab, string bridge, IEnumerable<DesiredFlow> wanted, IEnumerable<ObservedFlow> installed)
    {
        var there = installed.ToDictionary(f => (f.Table, f.Priority, f.Match));
        foreach (var flow in wanted)
        {
            if (!there.Remove((flow.Table, flow.Priority, flow.Match), out var old))
                yield return new PutFlow(flow, Replaces: false) { Reason = flow.Why };
            else if (old.Actions != flow.Actions || old.Cookie != flow.Cookie)
                yield return new PutFlow(flow, Replaces: true) { Reason = old.Actions == flow.Actions ? "its cookie is another" : $"its actions are {old.Actions}" };
        }

        if (there.Count == 0) yield break;
        var own = LabMark.Cookie(lab, "") & LabMark.CookieLabMask;
        foreach (var flow in there.Values)
            if ((flow.Cookie & LabMark.CookieLabMask) == own)
                yield return new DeleteFlow(bridge, flow) { Reason = "the lab asks for no such flow" };
    }
}
