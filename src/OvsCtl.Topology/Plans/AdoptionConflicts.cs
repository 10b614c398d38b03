using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Topology.Plans;

/// <summary>Why an interface cannot be adopted.</summary>
internal static class AdoptionConflicts
{
    private const int MostListed = 8;

    public static IEnumerable<string> Of(string lab, DesiredInterface wanted, ObservedState observed, bool wasUp) =>
        Reason(lab, wanted, observed, wasUp) is { } reason ? [$"host {wanted.Place}: cannot adopt {wanted.Name}: {reason}"] : [];

    private static string? Reason(string lab, DesiredInterface wanted, ObservedState observed, bool wasUp)
    {
        if (Adoptions.IsInside(lab, wanted, observed)) return null;
        if (observed.Find(wanted.Place) is { } inside && inside.Lab == lab && inside.Interfaces.GetValueOrDefault(wanted.Name) is { } other && other.Lab != lab)
            return $"an interface of that name exists already in {wanted.Place} {Conflicts.Owner(other.Lab)}";
        if (observed.Root.Interfaces.GetValueOrDefault(wanted.Name) is not { } there) return Elsewhere(lab, wanted, observed, wasUp);
        if (there.Lab is { } owner && owner != lab) return $"it belongs to lab {owner}";
        if (there.Lab == lab && there.Adopted is null) return "it is a link that this lab made";
        if (there.Kind == "bridge" || observed.Bridges.ContainsKey(wanted.Name)) return "it is a bridge; a bridge cannot change its namespace";
        if (there.Master is { } master) return $"it is a port of {master}; take it out first: ip link set {wanted.Name} nomaster";
        if (observed.Bridges.Values.FirstOrDefault(b => b.Ports.ContainsKey(wanted.Name)) is { } bridge) return $"it is a port of {bridge.Name}; take it out first: ovs-vsctl del-port {bridge.Name} {wanted.Name}";
        return Adoptions.Before(lab, wanted, observed).Fits(lab) ? null : $"its addresses and its alias do not fit into the {AdoptedState.LongestAlias} bytes by which it is remembered what to give back; take some of them off";
    }

    private static string? Elsewhere(string lab, DesiredInterface wanted, ObservedState observed, bool wasUp)
    {
        foreach (var place in observed.Places.Values)
        {
            if (place.Interfaces.GetValueOrDefault(wanted.Name) is not { Adopted: not null } there) continue;
            // In another host of ours it is on its way here.
            return there.Lab == lab ? null : $"it is in host {place.Place} and belongs to lab {there.Lab} until that goes down";
        }

        if (wasUp) return null;
        var free = observed.Root.Interfaces.Values.Where(i => i.Name != "lo" && i.Lab is null && !observed.Bridges.ContainsKey(i.Name)).Select(i => i.Name).Order(StringComparer.Ordinal).ToList();
        var has = free.Count == 0 ? "no interface that could be adopted" : string.Join(", ", free.Take(MostListed)) + (free.Count > MostListed ? " …" : "");
        return $"root has no interface of that name; it has {has}. One that comes later needs 'hotplug: true'";
    }
}
