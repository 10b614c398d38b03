using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OvsCtl.Ovsdb.OpenvSwitch;

namespace OvsCtl.Ovsdb.Tests;

public sealed class RowTableTests
{
    private static readonly MonitoredTables Tables =
        new(Captured.Schema, new Dictionary<string, IReadOnlyList<string>> { ["Bridge"] = ["name", "fail_mode", "ports", "external_ids"] });

    [Fact]
    public void Snapshots_indexes_and_differences_agree_with_a_dictionary_after_any_changes()
    {
        var changes = Gen.Choose(0, 40).Select(i => (Row: i, Fate: 0)).Zip(Gen.Choose(0, 4)).Select(pair => (pair.Item1.Row, Fate: pair.Item2));
        Prop.ForAll(changes.ListOf().ToArbitrary(), list =>
        {
            var (snapshot, model) = (Tables.Empty, new Dictionary<Uuid, string>());
            var (oldSnapshot, oldModel) = (snapshot, new Dictionary<Uuid, string>());
            for (var i = 0; i < list.Count; i++)
            {
                var (row, fate) = list[i];
                var uuid = Name(row);
                // A few rows share a value, so that an index has more than one under it.
                var value = fate == 0 ? null : $"mode{fate}";
                if (value is null) model.Remove(uuid);
                else model[uuid] = value;
                snapshot = Apply(snapshot, uuid, value is null ? """{"delete":null}""" : "{\"insert\":{\"name\":\"" + value + "\"}}");
                if (i == list.Count / 2)
                {
                    (oldSnapshot, oldModel) = (snapshot, new Dictionary<Uuid, string>(model));
                    // From here on the writer carries the index along.
                    Assert.Empty(snapshot.FindAll("Bridge", "name", "none"));
                }
            }

            Assert.Equal(model.OrderBy(p => p.Key), snapshot.Table("Bridge").Values.Select(r => KeyValuePair.Create(r.Uuid, r.GetString("name"))).OrderBy(p => p.Key));
            Assert.Equal(model.Count, snapshot.Table("Bridge").Count);
            foreach (var value in new[] { "mode1", "mode2", "mode3", "mode4" })
            {
                var expected = model.Where(p => p.Value == value).Select(p => p.Key).Order();
                Assert.Equal(expected, snapshot.FindAll("Bridge", "name", value).Select(r => r.Uuid).Order());
            }

            var differing = oldModel.Keys.Union(model.Keys).Where(uuid => oldModel.GetValueOrDefault(uuid) != model.GetValueOrDefault(uuid)).Order();
            var reported = snapshot.ChangesSince(oldSnapshot);
            Assert.Equal(differing, reported.Select(c => c.Uuid).Order());
            Assert.All(reported, c => Assert.Equal((oldModel.GetValueOrDefault(c.Uuid), model.GetValueOrDefault(c.Uuid)), (c.Old?.GetString("name"), c.New?.GetString("name"))));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_change_tells_its_kind_and_its_columns_with_old_values()
    {
        var first = Apply(Tables.Empty, Name(1), """{"insert":{"name":"br0"}}""");
        var second = Apply(first, Name(1), """{"modify":{"fail_mode":"secure"}}""");
        var third = Apply(second, Name(1), """{"delete":null}""");
        Assert.Equal(RowChangeKind.Added, Assert.Single(first.ChangesSince(Tables.Empty)).Kind);
        var changed = Assert.Single(second.ChangesSince(first));
        Assert.Equal((RowChangeKind.Changed, "fail_mode"), (changed.Kind, Assert.Single(changed.Columns)));
        Assert.Null(changed.Old!.GetOptionalString("fail_mode"));
        Assert.Equal("secure", changed.New!.GetOptionalString("fail_mode"));
        Assert.Equal(RowChangeKind.Removed, Assert.Single(third.ChangesSince(second)).Kind);
        Assert.Empty(Apply(second, Name(1), """{"modify":{"fail_mode":["set",[]]}}""").ChangesSince(first));
    }

    [Fact]
    public void Any_column_can_be_searched_by_the_value_it_holds()
    {
        var snapshot = Apply(Tables.Empty, Name(1), """{"insert":{"name":"br0","fail_mode":"secure","external_ids":["map",[["a","1"]]]}}""");
        Assert.Single(snapshot.FindAll("Bridge", "fail_mode", "secure"));
        Assert.Single(snapshot.FindAll("Bridge", "external_ids", OvsdbMap.Of(new Dictionary<string, string> { ["a"] = "1" })));
        Assert.Single(snapshot.FindAll("Bridge", "ports", OvsdbSet.Empty));
        Assert.Throws<KeyNotFoundException>(() => snapshot.FindAll("Bridge", "protocols", "x"));
        Assert.Throws<ArgumentException>(() => snapshot.FindAll("Bridge", "name", 7));
    }

    [Fact]
    public void Typed_rows_read_columns_as_their_types_and_complain_of_a_missing_one_only_when_it_is_read()
    {
        var snapshot = Apply(Tables.Empty, Name(1), """{"insert":{"name":"br0","fail_mode":"secure","external_ids":["map",[["a","1"]]],"ports":["uuid","00000000-0000-4000-8000-000000000009"]}}""");
        var bridge = Assert.Single(BridgeRow.All(snapshot));
        Assert.Equal(("br0", "secure", "1"), (bridge.Name, bridge.FailMode, bridge.ExternalIds["a"]));
        Assert.Equal([Name(9)], bridge.Ports);
        Assert.Contains("protocols", Assert.Throws<KeyNotFoundException>(() => bridge.Protocols).Message, StringComparison.Ordinal);
        Assert.Equal(bridge.Uuid, BridgeRow.Find(snapshot, bridge.Uuid)?.Uuid);
        Assert.Equal("br0", Captured.Schema.Tables["Bridge"].Column<string>("name").Read(bridge.Row));
        Assert.Throws<ArgumentException>(() => Captured.Schema.Tables["Bridge"].Column<long>("name"));
        Assert.Throws<KeyNotFoundException>(() => Captured.Schema.Tables["Bridge"].Column<long>("of_tomorrow"));
        Assert.Throws<ArgumentException>(() => Captured.Schema.Tables["Bridge"].Column<string>("ports"));
        Assert.Throws<ArgumentException>(() => Captured.Schema.Tables["Bridge"].Column<IReadOnlyDictionary<string, long>>("external_ids"));
        Assert.Throws<ArgumentException>(() => Captured.Schema.Tables["Interface"].Column<long>("ofport"));
    }

    private static Uuid Name(int i) => Uuid.Parse($"00000000-0000-4000-8000-{i:x12}");

    private static ReplicaSnapshot Apply(ReplicaSnapshot snapshot, Uuid row, string update)
    {
        using var cursor = new JsonCursor(Encoding.UTF8.GetBytes("{\"Bridge\":{\"" + row + "\":" + update + "}}"));
        return MonitoredTables.Apply(snapshot, cursor);
    }
}
