using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Topology.Plans;

/// <summary>Where the interfaces are that a lab adopts, and what goes back.</summary>
internal static class Adoptions
{
    /// <summary>The lab without what may be absent and is.</summary>
    public static DesiredState WithoutAbsent(DesiredState desired, ObservedState observed)
    {
        var absent = desired.Adoptions.Where(a => a.MayBeAbsent && Find(desired.Lab, a.Interface, observed) is null).Select(a => a.Interface).ToList();
        if (absent.Count == 0) return desired;
        return desired with
        {
            Adoptions = [.. desired.Adoptions.Where(a => !absent.Contains(a.Interface))],
            Routes = [.. desired.Routes.Where(r => !absent.Exists(i => IsOver(r, i)))],
        };
    }

    /// <summary>Whether it is in its host. One that somebody else put there is taken over: what has the lab's name for it in the lab's own namespace is the lab's.</summary>
    public static bool IsInside(string lab, DesiredInterface wanted, ObservedState observed) =>
        observed.Find(wanted.Place) is { } place && place.Lab == lab && place.Interfaces.GetValueOrDefault(wanted.Name) is { } there && (there.Lab is null || (there.Lab == lab && there.Adopted is not null));

    /// <summary>What it was in root: what it is there now, or what it says of itself.</summary>
    public static AdoptedState Before(string lab, DesiredInterface wanted, ObservedState observed) => Find(lab, wanted, observed) switch
    {
        null => AdoptedState.Unknown,
        { There.Adopted: { } before } => before,
        { Place.IsRoot: true, There: var there } => new AdoptedState(there.IsUp, [.. there.Addresses.Where(a => !AddressDiff.IsKernels(a))], there.Alias),
        { There: var there } => AdoptedState.Unknown with { Alias = there.Alias },
    };

    public static IEnumerable<GiveBackLink> GiveBacks(DesiredState desired, ObservedState observed)
    {
        foreach (var place in observed.Places.Values)
        {
            foreach (var link in place.Interfaces.Values.Where(l => l.Lab == desired.Lab))
            {
                if (link.Adopted is not { } before) continue;
                // In root and wanted: only its move is missing.
                var isWanted = desired.Adoptions.Any(a => a.Interface.Name == link.Name && (place.Place.IsRoot || a.Interface.Place == place.Place));
                if (!isWanted) yield return new GiveBackLink(place.Place, link.Name, before) { Reason = "the lab does not adopt it" };
            }
        }
    }

    /// <summary>In its host, in root, or in another host of the lab, in this order; null when it is nowhere.</summary>
    private static (Place Place, ObservedInterface There)? Find(string lab, DesiredInterface wanted, ObservedState observed)
    {
        if (IsInside(lab, wanted, observed)) return (wanted.Place, observed.Places[wanted.Place].Interfaces[wanted.Name]);
        if (observed.Root.Interfaces.GetValueOrDefault(wanted.Name) is { } free) return (Place.Root, free);
        foreach (var place in observed.Places.Values)
            if (place.Interfaces.GetValueOrDefault(wanted.Name) is { Adopted: not null } there && there.Lab == lab) return (place.Place, there);
        return null;
    }

    private static bool IsOver(DesiredRoute route, DesiredInterface absent) =>
        route.Place == absent.Place && (route.Dev == absent.Name || (route.Via is { } via && absent.Addresses.Any(a => a.Network.Contains(via))));
}
