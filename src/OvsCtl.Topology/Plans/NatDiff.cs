using OvsCtl.Topology.Desired;
using OvsCtl.Topology.Observed;

namespace OvsCtl.Topology.Plans;

internal static class NatDiff
{
    public static IEnumerable<PlanStep> Steps(DesiredState desired, ObservedState observed)
    {
        var ours = observed.NatTables.Where(t => t.Lab == desired.Lab).ToList();
        foreach (var table in ours.Where(t => !desired.NatTables.Any(d => d.Place == t.Place)))
            if (table.Place.IsRoot || desired.FindHost(table.Place.ToString()) is not null)
                yield return Delete(table, observed);
        foreach (var table in desired.NatTables)
        {
            var there = ours.Find(t => t.Place == table.Place);
            // A host's own sysctls belong to the host and go with it; only root's must be remembered.
            var sysctls = table.Place.IsRoot ? Forwarding(table) : new Dictionary<string, string>();
            var current = observed.Root.Sysctls;
            var wrong = sysctls.Where(s => current.GetValueOrDefault(s.Key) != s.Value).ToList();
            var saved = new Dictionary<string, string>(there?.SavedSysctls ?? (table.Place.IsRoot ? observed.RememberedSysctls : new Dictionary<string, string>()));
            foreach (var (name, _) in wrong)
                if (current.TryGetValue(name, out var before)) saved.TryAdd(name, before);
            if (there is null)
                yield return new ApplyNat(table, Change.Create, saved, sysctls) { Reason = "it does not exist" };
            else if (!there.Rules.OrderBy(r => r.Chain, StringComparer.Ordinal).SequenceEqual(table.Rules.Select(r => (r.Chain, r.Comment)).OrderBy(r => r.Chain, StringComparer.Ordinal)))
                yield return new ApplyNat(table, Change.Update, saved, sysctls) { Reason = "its rules are others" };
            else if (wrong.Count > 0)
                yield return new ApplyNat(table, Change.Update, saved, sysctls) { Reason = $"{wrong[0].Key} is off" };
        }
    }

    private static Dictionary<string, string> Forwarding(DesiredNatTable table)
    {
        var sysctls = new Dictionary<string, string>();
        if (table.Rules.Any(r => r.Text.StartsWith("ip ", StringComparison.Ordinal))) sysctls[Resolver.Ipv4Forward] = "1";
        if (table.Rules.Any(r => r.Text.StartsWith("ip6 ", StringComparison.Ordinal))) sysctls[Resolver.Ipv6Forward] = "1";
        return sysctls;
    }

    private static DeleteNat Delete(ObservedNatTable table, ObservedState observed)
    {
        var heir = observed.NatTables.FirstOrDefault(t => t.Place == table.Place && t.Lab != table.Lab);
        var handedOver = table.SavedSysctls.Where(s => heir?.SavedSysctls.ContainsKey(s.Key) == false).ToDictionary();
        return new DeleteNat(table.Place, table.Name)
        {
            Reason = "the lab has no nat and no forwards there",
            Restore = heir is null ? table.SavedSysctls : new Dictionary<string, string>(),
            HandOverTo = handedOver.Count > 0 ? heir?.Name : null,
            HandedOver = handedOver,
        };
    }
}
