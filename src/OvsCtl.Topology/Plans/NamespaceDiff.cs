using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Topology.Plans;

internal static class NamespaceDiff
{
    public static IEnumerable<PlanStep> Steps(DesiredState desired, ObservedState observed)
    {
        foreach (var host in desired.Hosts)
        {
            if (observed.Find(host.Place) is not { } place)
            {
                yield return new CreateNamespace(desired.Lab, host) { Reason = "it does not exist" };
                continue;
            }

            foreach (var (name, value) in host.Sysctls)
                if (place.Sysctls.TryGetValue(name, out var now) && Words(now) != Words(value))
                    yield return new SetSysctl(host.Place, name, value) { Reason = $"it is {now}" };
        }

        var hosts = desired.Hosts.Select(h => h.Name).ToHashSet();
        foreach (var place in observed.Places.Values)
            if (place.Lab == desired.Lab && place.Place.Host is { } name && !hosts.Contains(name))
                yield return new DeleteNamespace(name) { Reason = "the lab has no such host" };
    }

    /// <summary>The kernel separates several numbers by tabs, people by blanks.</summary>
    private static string Words(string value) => string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
