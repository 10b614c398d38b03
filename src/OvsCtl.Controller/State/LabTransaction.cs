using System.Globalization;
using OvsCtl.Ovsdb;

namespace OvsCtl.Controller.State;

/// <summary>The transactions on labs, composed from a snapshot and guarded by what they read of it. Pure.</summary>
internal static class LabTransaction
{
    /// <summary>A lab wanted up; nothing to do when that is written already. Rows of objects that stay the same stay.</summary>
    public static IReadOnlyList<Operation> Put(ReplicaSnapshot now, Uuid machine, StoredLab lab, IReadOnlyList<StoredObject> objects)
    {
        var row = now.Find(StateSchema.Lab, "name", lab.Name);
        var (kept, fresh) = Compare(now, row, machine, objects);
        var content = new Dictionary<string, OvsdbValue> { ["file_name"] = lab.FileName, ["text"] = lab.Text, ["wanted"] = "up", ["paused"] = false };
        if (row is not null && content.All(c => row[c.Key].Equals(c.Value)) && fresh.Count == 0 && kept.Count == row.GetUuids("objects").Count) return [];
        var inserts = fresh.Select((o, i) => new Insert(StateSchema.LabObject, Row(o, machine)) { UuidName = string.Create(CultureInfo.InvariantCulture, $"object{i}") }).ToList();
        content["objects"] = OvsdbSet.Of(kept.Select(k => (OvsdbAtom)k).Concat(inserts.Select(i => (OvsdbAtom)new OvsdbNamedUuid(i.UuidName ?? ""))));
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

    /// <summary>One machine's status of a lab, in the place of the one before.</summary>
    public static IReadOnlyList<Operation> Status(ReplicaSnapshot now, Uuid machine, string lab, long observedGeneration, IReadOnlyCollection<LabCondition> conditions)
    {
        if (now.Find(StateSchema.Lab, "name", lab) is not { } row) return [];
        var inserts = conditions.Select((c, i) => new Insert(StateSchema.Condition, Row(c)) { UuidName = string.Create(CultureInfo.InvariantCulture, $"condition{i}") }).ToList();
        var content = new Dictionary<string, OvsdbValue>
        {
            ["observed_generation"] = observedGeneration,
            ["conditions"] = OvsdbSet.Of(inserts.Select(i => (OvsdbAtom)new OvsdbNamedUuid(i.UuidName ?? ""))),
        };
        var there = row.GetUuids("status").Select(s => now.Table(StateSchema.LabStatus).GetValueOrDefault(s)).FirstOrDefault(s => s?.GetUuids("machine") is [var own] && own == machine);
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
        ["generation", "wanted", "paused"],
        UntilEqual: true,
        [new Dictionary<string, OvsdbValue> { ["generation"] = lab["generation"], ["wanted"] = lab["wanted"], ["paused"] = lab["paused"] }],
        TimeSpan.Zero);

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
