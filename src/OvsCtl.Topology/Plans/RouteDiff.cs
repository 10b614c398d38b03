using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Topology.Plans;

internal static class RouteDiff
{
    public static IEnumerable<PlanStep> Steps(DesiredState desired, ObservedState observed, LinkDiff links)
    {
        foreach (var route in desired.Routes)
            if (!Existing(desired, observed, links, route.Place).Any(r => IsSame(route, r)))
                yield return new AddRoute(route) { Reason = "it is not there" };

        foreach (var place in observed.Places.Values)
        {
            // A namespace that goes takes its routes along.
            if (!place.Place.IsRoot && (place.Lab != desired.Lab || desired.FindHost(place.Place.ToString()) is null)) continue;
            foreach (var route in Existing(desired, observed, links, place.Place))
                if (!desired.Routes.Any(d => d.Place == place.Place && IsSame(d, route)))
                    yield return new DeleteRoute(route) { Reason = "the lab has no such route" };
        }
    }

    /// <summary>Static routes over interfaces of ours that stay.</summary>
    private static IEnumerable<DesiredRoute> Existing(DesiredState desired, ObservedState observed, LinkDiff links, Place place) =>
        observed.Find(place)?.Routes.Where(r => desired.Interfaces.Any(i => i.Place == place && i.Name == r.Dev && links.Kept(i) is not null)) ?? [];

    private static bool IsSame(DesiredRoute wanted, DesiredRoute there) =>
        wanted.Destination == there.Destination && Equals(wanted.Via, there.Via) && (wanted.Dev is null || wanted.Dev == there.Dev);
}
