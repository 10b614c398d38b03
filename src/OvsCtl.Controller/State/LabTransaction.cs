using System.Globalization;
using OvsCtl.Ovsdb;

namespace OvsCtl.Controller.State;

/// <summary>The transactions on labs, composed from a snapshot and guarded by what they read of it. Pure.</summary>
internal static class LabTransaction
{
    private static readonly string[] s_guarded = ["text", "generation", "wanted", "paused"];

    /// <summary>A lab wanted up; nothing to do when that is written already. Rows of objects that stay the same stay.</summary>
    public static IReadOnlyList<Operation> Put(ReplicaSnapshot now, Uuid machine, StoredLab lab, IReadOnlyList<StoredObject> objects)
    {
        var row = now.Find(StateSchema.Lab, "name", lab.Name);
        var (kept, fresh) = Compare(now, row, machine, objects);
        var content = new Dictionary<string, OvsdbValue> { ["file_name"] = lab.FileName, ["text"] = lab.Text, ["wanted"] = "up", ["paused"] = false };
        if (row is not null && content.All(c => row[c.Key].Equals(c.Value)) && fresh.Count == 0 && kept.Count == row.GetUuids("objects").Count) return [];
        var (inserts, all) = Objects(machine, kept, fresh);
        content["objects"] = all;
        content["generation"] = (row?.GetInteger("generation") ?? 0) + 1;
        if (row is null) content["name"] = lab.Name;
        return
        [
            row is null ? Wait.None(StateSchema.Lab, Condition.Equal("name", lab.Name)) : Unchanged(row),
            .. inserts,
            row is null ? new Insert(StateSchema.Lab, content) : new Update(StateSchema.Lab, [Condition.IsRow(row.Uuid)], content),
            new Commit(IsDurable: true),
        ];
    }

    /// <summary>The objects of a text that somebody else wrote, and a generation where it came without a new one. Nothing to do when the row is another by now, or says so already.</summary>
    public static IReadOnlyList<Operation> Accept(ReplicaSnapshot now, Uuid machine, StoredLab lab, IReadOnlyList<StoredObject> objects, long after)
    {
        if (now.Find(StateSchema.Lab, "name", lab.Name) is not { } row || row.GetString("text") != lab.Text) return [];
        var (kept, fresh) = Compare(now, row, machine, objects);
        var generation = row.GetInteger("generation") > after ? row.GetInteger("generation") : after + 1;
        if (generation == row.GetInteger("generation") && fresh.Count == 0 && kept.Count == row.GetUuids("objects").Count) return [];
        var (inserts, all) = Objects(machine, kept, fresh);
        return
        [
            Unchanged(row),
            .. inserts,
            new Update(StateSchema.Lab, [Condition.IsRow(row.Uuid)], new Dictionary<string, OvsdbValue> { ["objects"] = all, ["generation"] = generation }),
            new Commit(IsDurable: true),
        ];
    }

    /// <summary>The end of a lab that is wanted down.</summary>
    public static IReadOnlyList<Operation> Remove(ReplicaSnapshot now, string lab) =>
        now.Find(StateSchema.Lab, "name", lab) is { } row && row.GetString("wanted") == "down" ? [Unchanged(row), new Delete(StateSchema.Lab, [Condition.IsRow(row.Uuid)])] : [];

    /// <summary>One machine's status of a lab, in the place of the one before; nothing to do when that is the same.</summary>
    public static IReadOnlyList<Operation> Status(ReplicaSnapshot now, Uuid machine, string lab, long observedGeneration, IReadOnlyCollection<LabCondition> conditions)
    {
        if (now.Find(StateSchema.Lab, "name", lab) is not { } row) return [];
        var there = row.GetUuids("status").Select(s => now.Table(StateSchema.LabStatus).GetValueOrDefault(s)).FirstOrDefault(s => s?.GetUuids("machine") is [var own] && own == machine);
        if (there is not null && there.GetInteger("observed_generation") == observedGeneration && Says(now, there, conditions)) return [];
        var inserts = conditions.Select((c, i) => new Insert(StateSchema.Condition, Row(c)) { UuidName = string.Create(CultureInfo.InvariantCulture, $"condition{i}") }).ToList();
        var content = new Dictionary<string, OvsdbValue>
        {
            ["observed_generation"] = observedGeneration,
            ["conditions"] = OvsdbSet.Of(inserts.Select(i => (OvsdbAtom)new OvsdbNamedUuid(i.UuidName ?? ""))),
        };
        if (there is not null) return [.. inserts, new Update(StateSchema.LabStatus, [Condition.IsRow(there.Uuid)], content)];
        content["machine"] = machine;
        return
        [
            .. inserts,
            new Insert(StateSchema.LabStatus, content) { UuidName = "status" },
            new Mutate(StateSchema.Lab, [Condition.IsRow(row.Uuid)], [Mutation.Insert("status", OvsdbSet.Of(new OvsdbNamedUuid("status")))]),
        ];
    }

    private static Wait Unchanged(Row lab) => new(
        StateSchema.Lab,
        [Condition.IsRow(lab.Uuid)],
        s_guarded,
        UntilEqual: true,
        [s_guarded.ToDictionary(column => column, column => lab[column])],
        TimeSpan.Zero);

    private static (List<Insert> Inserts, OvsdbSet All) Objects(Uuid machine, List<Uuid> kept, List<StoredObject> fresh)
    {
        var inserts = fresh.Select((o, i) => new Insert(StateSchema.LabObject, Row(o, machine)) { UuidName = string.Create(CultureInfo.InvariantCulture, $"object{i}") }).ToList();
        return (inserts, OvsdbSet.Of(kept.Select(k => (OvsdbAtom)k).Concat(inserts.Select(i => (OvsdbAtom)new OvsdbNamedUuid(i.UuidName ?? "")))));
    }

    private static bool Says(ReplicaSnapshot now, Row status, IReadOnlyCollection<LabCondition> conditions)
    {
        var said = status.GetUuids("conditions").Select(c => now.Table(StateSchema.Condition).GetValueOrDefault(c)).OfType<Row>().ToDictionary(c => c.Uuid);
        return said.Count == conditions.Count && conditions.All(c => Row(c) is var wanted && said.Values.Any(s => wanted.All(w => s[w.Key].Equals(w.Value))));
    }

    private static (List<Uuid> Kept, List<StoredObject> Fresh) Compare(ReplicaSnapshot now, Row? lab, Uuid machine, IReadOnlyList<StoredObject> objects)
    {
        var there = (lab?.GetUuids("objects") ?? []).Select(o => now.Table(StateSchema.LabObject).GetValueOrDefault(o)).OfType<Row>()
            .ToLookup(r => (r.GetString("kind"), r.GetString("name")));
        var kept = new List<Uuid>();
        var fresh = new List<StoredObject>();
        foreach (var wanted in objects)
        {
            var same = there[(wanted.Kind, wanted.Name)].FirstOrDefault(r => r.GetUuids("machine") is [var own] && own == machine && wanted.IsSame(new StoredObject(wanted.Kind, wanted.Name, r.GetMap("spec"))));
            if (same is null) fresh.Add(wanted);
            else kept.Add(same.Uuid);
        }

        return (kept, fresh);
    }

    private static Dictionary<string, OvsdbValue> Row(StoredObject wanted, Uuid machine) => new()
    {
        ["kind"] = wanted.Kind,
        ["name"] = wanted.Name,
        ["machine"] = machine,
        ["spec"] = OvsdbMap.Of(wanted.Spec),
    };

    private static Dictionary<string, OvsdbValue> Row(LabCondition condition) => new()
    {
        ["type"] = condition.Type,
        ["status"] = condition.Status,
        ["reason"] = condition.Reason,
        ["message"] = condition.Message,
        ["since"] = condition.Since.ToUnixTimeMilliseconds(),
    };
}
