using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Topology.Plans;

internal static class Conflicts
{
    public static void Check(DesiredState desired, ObservedState observed, bool wasUp)
    {
        List<string> conflicts =
        [
            .. desired.Hosts.SelectMany(h => Namespace(desired.Lab, h, observed)),
            .. desired.Bridges.SelectMany(b => Bridge(desired.Lab, b, observed)),
            .. desired.Cables.Where(c => !Replacement.IsOf(desired.Lab, c, observed)).SelectMany(c => new[] { c.A, c.B }).Concat(desired.LinuxBridges.Select(b => b.Interface)).SelectMany(i => Link(desired.Lab, i, observed)),
            .. desired.Adoptions.SelectMany(a => AdoptionConflicts.Of(desired.Lab, a.Interface, observed, wasUp)),
            .. desired.Bridges.SelectMany(b => b.Ports.SelectMany(p => Port(desired.Lab, b.Name, p, observed))),
        ];
        if (conflicts.Count > 0) throw new ObjectConflictException(conflicts);
    }

    private static IEnumerable<string> Namespace(string lab, DesiredHost host, ObservedState observed)
    {
        if (observed.StaleNames.Contains(host.Name))
            yield return $"host {host.Name}: /run/netns/{host.Name} is a left-over file, not a namespace; remove it with 'ip netns del {host.Name}'";
        else if (observed.Find(host.Place) is { } place && place.Lab != lab)
            yield return $"host {host.Name}: a network namespace of that name exists already {Owner(place.Lab)}";
    }

    private static IEnumerable<string> Bridge(string lab, DesiredBridge bridge, ObservedState observed)
    {
        if (observed.Bridges.TryGetValue(bridge.Name, out var there))
        {
            if (there.Lab != lab) yield return $"switch {bridge.Name}: an Open vSwitch bridge of that name exists already {Owner(there.Lab)}";
        }
        else if (observed.Root.Interfaces.TryGetValue(bridge.Name, out var link) && link.Lab != lab)
        {
            yield return $"switch {bridge.Name}: a network interface of that name exists already in root {Owner(link.Lab)}";
        }
    }

    private static IEnumerable<string> Link(string lab, DesiredInterface wanted, ObservedState observed)
    {
        // The interface of a bridge of ours carries no mark of its own; its name comes free when the bridge goes.
        if (wanted.Place.IsRoot && observed.Bridges.GetValueOrDefault(wanted.Name)?.Lab == lab) yield break;
        if (observed.Find(wanted.Place)?.Interfaces.GetValueOrDefault(wanted.Name) is { } there && there.Lab != lab)
            yield return $"link {wanted.Place}:{wanted.Name}: an interface of that name exists already in {wanted.Place} {Owner(there.Lab)}";
    }

    private static IEnumerable<string> Port(string lab, string bridge, DesiredPort port, ObservedState observed)
    {
        // On the bridge of the lab itself it was put back by hand, with the lab's own link: that is mended.
        var clash = observed.Bridges.Values.FirstOrDefault(b => !(b.Lab == lab && b.Name == bridge) && b.Ports.TryGetValue(port.Name, out var p) && p.Lab != lab);
        if (clash is not null) yield return $"port {port.Name} on {bridge}: bridge {clash.Name} has a port of that name already {Owner(clash.Ports[port.Name].Lab)}";
    }

    internal static string Owner(string? lab) => lab is null ? "and was not made by ovsctl" : $"and belongs to lab {lab}";
}
