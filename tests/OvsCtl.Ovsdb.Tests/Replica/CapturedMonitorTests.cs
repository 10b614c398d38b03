using Newtonsoft.Json.Linq;

namespace OvsCtl.Ovsdb.Tests;

public sealed class CapturedMonitorTests
{
    [Fact]
    public void After_each_update_the_replica_holds_what_the_server_holds()
    {
        var session = Captured.Load("monitor-session.json");
        var columns = session["columns"]!.Children<JProperty>().ToDictionary(
            p => p.Name, p => (IReadOnlyList<string>)[.. p.Value.Select(c => (string)c!)]);
        var tables = new MonitoredTables(Captured.Schema, columns);
        var (monitors, feed) = (new Monitors(), new MonitorFeed(endsWithConnection: true));
        monitors.Add("m", feed);
        using var initial = new JsonCursor(Json.Message((string)session["initial"]!).Find("\"result\""u8)!.Value);
        feed.Start(tables, MonitorMethod.Conditional, initial);
        var replica = feed.Replica!;
        AssertHolds(session["tables"]!, replica.Current);

        foreach (var step in session["steps"]!)
        {
            var parameters = Json.Message((string)step["update"]!).Find("\"params\""u8)!.Value;
            using var cursor = new JsonCursor(parameters);
            monitors.Update(cursor);
            AssertHolds(step["tables"]!, replica.Current);
        }

        Assert.Equal(1 + session["steps"]!.Count(), replica.Current.Version);
    }

    private static void AssertHolds(JToken tables, ReplicaSnapshot snapshot)
    {
        foreach (var table in tables.Children<JProperty>())
        {
            var rows = snapshot.Table(table.Name);
            Assert.Equal(table.Value.Count(), rows.Count);
            foreach (var expected in table.Value)
            {
                var row = rows[Uuid.Parse((string)expected["_uuid"]![1]!)];
                foreach (var column in expected.Children<JProperty>().Where(c => c.Name != "_uuid"))
                {
                    var type = Captured.Schema.Tables[table.Name].Columns[column.Name].Type;
                    Assert.Equal(type.Coerce(Json.Value(column.Value.ToString(Newtonsoft.Json.Formatting.None))), row[column.Name]);
                }
            }
        }
    }
}
