using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Plans;

internal static class ShapeDiff
{
    /// <exception cref="MissingFeatureException">The kernel lacks a discipline that the lab needs.</exception>
    public static void Check(DesiredState desired, ObservedState observed)
    {
        var missing = from wanted in desired.Interfaces
                      from kind in wanted.Shape?.Disciplines ?? []
                      where observed.MissingDisciplines.ContainsKey(kind)
                      group wanted by observed.MissingDisciplines[kind] into lacking
                      select $"the shape of {string.Join(", ", lacking.Select(i => $"{i.Place}:{i.Name}"))}: {lacking.Key}";
        if (missing.ToList() is { Count: > 0 } all) throw new MissingFeatureException(all);
    }

    public static IEnumerable<PlanStep> Steps(DesiredState desired, LinkDiff links)
    {
        foreach (var wanted in desired.Interfaces)
        {
            var there = links.Kept(wanted)?.Shape;
            if (Shape.AreSame(wanted.Shape, there)) continue;
            yield return new SetShape(wanted.Place, wanted.Name, wanted.Shape, there)
            {
                Reason = there is null ? "it sends as fast as it can" : wanted.Shape is null ? "the lab does not shape it" : $"it is {there}",
            };
        }
    }
}
