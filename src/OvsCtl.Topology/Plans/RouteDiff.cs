using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Topology.Plans;

internal static class RouteDiff
{
    public static IEnumerable<PlanStep> Steps(DesiredState desired, ObservedState observed, LinkDiff links)
    {
        var kept = desired.Interfaces.Where(i => links.Kept(i) is not null).Select(i => (i.Place, (string?)i.Name)).ToHashSet();
        var wanted = desired.Routes.ToLookup(r => r.Place);
        var hosts = desired.Hosts.Select(h => h.Place).ToHashSet();

        // Static routes over interfaces of ours that stay.
        IEnumerable<DesiredRoute> Existing(Place place) => observed.Find(place)?.Routes.Where(r => kept.Contains((place, r.Dev))) ?? [];

        foreach (var route in desired.Routes)
            if (!Existing(route.Place).Any(r => IsSame(route, r)))
                yield return new AddRoute(route) { Reason = "it is not there" };

        foreach (var place in observed.Places.Values)
        {
            // A namespace that goes takes its routes along.
            if (!place.Place.IsRoot && (place.Lab != desired.Lab || !hosts.Contains(place.Place))) continue;
            foreach (var route in Existing(place.Place))
                if (!wanted[place.Place].Any(d => IsSame(d, route)))
                    yield return new DeleteRoute(route) { Reason = "the lab has no such route" };
        }
    }

    private static bool IsSame(DesiredRoute wanted, DesiredRoute there) =>
        wanted.Destination == there.Destination && Equals(wanted.Via, there.Via) && (wanted.Dev is null || wanted.Dev == there.Dev);
}
