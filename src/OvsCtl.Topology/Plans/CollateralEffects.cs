namespace OvsCtl.Topology.Plans;

/// <summary>What a plan does to traffic and programs beside what its steps say.</summary>
public static class CollateralEffects
{
    public static IReadOnlyList<string> Of(Plan plan) => [.. plan.Steps.SelectMany(Of).Distinct()];

    private static IEnumerable<string> Of(PlanStep step) => step switch
    {
        DeleteBridge s => [$"all that goes through switch {s.Name} stops"],
        CreateCable { IsReplacement: true } s => [$"{s.Cable.A.Place}:{s.Cable.A.Name} is cut off for a moment; its connections through it may break"],
        AddPort { IsReplacement: true } s => [$"what is behind port {s.Port.Name} of {s.Bridge} is cut off for a moment"],
        AdoptLink s => [$"root loses {s.Interface.Name} while the lab is up: its addresses come back on 'down', routes over it and its settings below /proc/sys/net do not"],
        DeleteNamespace s => [$"programs that run in host {s.Name} lose their network"],
        DeleteAddress s => [$"connections from and to {s.Address.Address} of {s.Place} end"],
        ApplyNat { Change: Change.Update } s => [$"the counters of nat table {s.Table.Name} begin anew; connections under way go on"],
        StartProcess { IsReplacement: true } s => [$"the command of host {s.Process.Host} is started again"],
        _ => [],
    };
}
