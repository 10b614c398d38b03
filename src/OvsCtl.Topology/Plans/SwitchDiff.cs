using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Plans;

internal static class SwitchDiff
{
    public static IEnumerable<PlanStep> Steps(DesiredState desired, ObservedState observed, LinkDiff links)
    {
        var ours = observed.Bridges.Values.Where(b => b.Lab == desired.Lab).ToList();
        foreach (var bridge in ours.Where(b => !desired.Bridges.Any(d => d.Name == b.Name)))
            yield return new DeleteBridge(bridge.Name) { Reason = "the lab has no such switch" };
        var ends = desired.Cables.SelectMany(c => new[] { c.B, c.A }).Where(i => i.Place.IsRoot).DistinctBy(i => i.Name).ToDictionary(i => i.Name);
        foreach (var bridge in desired.Bridges)
        {
            var there = ours.Find(b => b.Name == bridge.Name);
            var reason = "it does not exist";
            if (there is not null && HasLostItsInterface(desired.Lab, bridge, there, observed))
            {
                reason = "its own interface is gone, which the switch does not notice";
                yield return new DeleteBridge(bridge.Name) { Reason = reason };
                there = null;
            }

            if (there is null)
                yield return new AddBridge(desired.Lab, bridge) { Reason = reason };
            else if (Differences(bridge, there, links.Kept(bridge.Interface)) is { Count: > 0 } differences)
                yield return new SetBridge(desired.Lab, bridge) { Reason = string.Join(", ", differences) };
            foreach (var step in Ports(desired.Lab, bridge, there, links, ends)) yield return step;
            if (links.Kept(bridge.Interface) is not { } own)
                yield return new SetBridgeInterfaceUp(desired.Lab, bridge.Interface) { Reason = "a bridge's own interface starts down" };
            else if (!own.IsUp || own.Lab != desired.Lab)
                yield return new SetBridgeInterfaceUp(desired.Lab, bridge.Interface) { Reason = own.IsUp ? "it carries no mark of the lab" : "it is down" };
        }
    }

    /// <summary>
    /// A switch that has just started is still making it: that it has, its connection shows, and its number where there is none. With a port of somebody
    /// else's the bridge stays as it is: that port would go with it.
    /// </summary>
    private static bool HasLostItsInterface(string lab, DesiredBridge wanted, ObservedBridge there, ObservedState observed) =>
        there.Ports.Values.All(p => p.Lab == lab || p.Name == wanted.Name)
        && observed.Places.GetValueOrDefault(Place.Root)?.Interfaces.ContainsKey(wanted.Name) == false
        && there.Ports.GetValueOrDefault(wanted.Name)?.OfPort is > 0
        && (wanted.Controller != SwitchController.OvsCtl || there.Flows is not null);

    private static List<string> Differences(DesiredBridge wanted, ObservedBridge there, ObservedInterface? own)
    {
        List<string> differences = [];
        if (wanted.Interface.Mtu is { } mtu && own is not null && own.Mtu != mtu) differences.Add($"its MTU is {own.Mtu}, not {mtu}");
        var isControlled = wanted.Controller == SwitchController.OvsCtl;
        var failMode = isControlled ? "secure" : "standalone";
        if (there.FailMode != failMode) differences.Add($"its fail mode is {there.FailMode ?? "not set"}, not {failMode}");
        if (there.HardwareAddress != wanted.Interface.Mac?.ToString()) differences.Add($"its MAC is {there.HardwareAddress ?? "not set"}, not {wanted.Interface.Mac}");
        // More versions are somebody's own business; without this one nobody of ours can speak to it.
        if (there.Protocols.Count > 0 && !there.Protocols.Contains("OpenFlow13")) differences.Add($"it speaks {string.Join(", ", there.Protocols)}, not OpenFlow13");
        if (wanted.DatapathId is { } id && there.RequestedDatapathId != id) differences.Add("its datapath id is another");
        if (isControlled ? there.ControllerTargets is not [var target] || !IsOurs(target, wanted.Name) : there.ControllerTargets.Count > 0)
            differences.Add(there.ControllerTargets.Count == 0 ? "it has no controller" : "its controller is another");
        return differences;
    }

    /// <summary>Open vSwitch itself allows no other unix path for a controller than this one below its run directory.</summary>
    private static bool IsOurs(string target, string bridge) =>
        target.StartsWith("unix:", StringComparison.Ordinal) && target.EndsWith($"/{bridge}.controller", StringComparison.Ordinal);

    private static IEnumerable<PlanStep> Ports(string lab, DesiredBridge bridge, ObservedBridge? there, LinkDiff links, Dictionary<string, DesiredInterface> ends)
    {
        var numbers = PortNumbers.Assign(bridge, there);
        foreach (var port in bridge.Ports)
        {
            var reason = "it does not exist";
            if (there?.Ports.GetValueOrDefault(port.Name) is { } existing)
            {
                if (Trouble(lab, port, existing, links, ends) is not { } trouble)
                {
                    if (existing.Vlan is { } vlan) yield return new ClearPortVlan(bridge.Name, port.Name) { Reason = $"it has {vlan}" };
                    continue;
                }

                reason = trouble;
                // Removal and return must be two transactions: the switch does not look at a port again that goes and comes in one.
                yield return new DeletePort(bridge.Name, port.Name) { Reason = reason };
            }

            yield return new AddPort(lab, bridge.Name, port, numbers[port.Name]) { Reason = reason };
        }

        foreach (var extra in there?.Ports.Values ?? [])
            if (extra.Lab == lab && extra.Name != bridge.Name && !numbers.ContainsKey(extra.Name))
                yield return new DeletePort(bridge.Name, extra.Name) { Reason = "the lab has no such port" };
    }

    private static string? Trouble(string lab, DesiredPort port, ObservedPort there, LinkDiff links, Dictionary<string, DesiredInterface> ends)
    {
        if (there.Lab != lab) return "it was made anew by somebody else";
        if (port.PatchPeer is not null) return there.PatchPeer == port.PatchPeer ? null : $"its peer is {there.PatchPeer ?? "not set"}";
        if (links.Kept(ends[port.Name]) is not { } link) return "its link is made anew";
        // The switch may have taken over the index of a new link while it still reads from the old one.
        if (link.Lab != lab) return "its link was made anew by somebody else";
        if (there.OfPort == -1) return there.Error ?? "the switch could not open it";
        return there.IfIndex is { } index && index != link.IfIndex ? "the switch holds on to a link that has gone" : null;
    }
}
