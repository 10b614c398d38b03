namespace OvsCtl.Topology.Plans;

/// <summary>Finds what a plan deletes and makes again, because it cannot be changed in place.</summary>
internal static class Replacements
{
    public static IEnumerable<PlanStep> Mark(IReadOnlyList<PlanStep> steps)
    {
        var ports = steps.OfType<DeletePort>().Select(s => (s.Bridge, s.Name)).ToHashSet();
        var links = steps.OfType<DeleteLink>().Select(s => (s.Place, s.Name)).ToHashSet();
        var hosts = steps.OfType<StopProcess>().Select(s => s.Host).ToHashSet();
        bool Replaces(PlanStep step) => step switch
        {
            AddPort s => ports.Contains((s.Bridge, s.Port.Name)),
            CreateCable s => links.Contains((s.Cable.A.Place, s.Cable.A.Name)) || links.Contains((s.Cable.B.Place, s.Cable.B.Name)),
            CreateLinuxBridge s => links.Contains((s.Bridge.Interface.Place, s.Bridge.Name)),
            StartProcess s => hosts.Contains(s.Process.Host),
            _ => false,
        };
        return steps.Select(s => Replaces(s) ? s with { IsReplacement = true } : s);
    }
}
