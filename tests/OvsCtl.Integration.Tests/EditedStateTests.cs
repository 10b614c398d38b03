using System.Text.Json.Nodes;
using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>Rows of labs that somebody else writes into the daemon's database, with the tools of Open vSwitch, are taken up while it runs.</summary>
public sealed class EditedStateTests : DaemonFixture
{
    private const string Text = "lab: edited\nswitches:\n  s1: {address: 10.9.0.254/24}\nhosts:\n  a: {s1: 10.9.0.1/24}\n  b: {s1: 10.9.0.2/24}\n";

    [Fact]
    public async Task Lab_is_inserted_changed_paused_and_taken_down_by_its_row_alone()
    {
        var before = await Machine.SnapshotAsync();
        using var events = new EventLines(StartOvsCtl("events", "-w", "-o", "json"));
        await InsertAsync("edited", Text);
        await ReachesAsync("a", "10.9.0.2");
        await RowSaysAsync(generation: 1, observed: 1);
        Assert.Contains("no changes", (await OvsCtlAsync("lab", "plan", "--exit-code", "edited")).Ok(), StringComparison.Ordinal);
        // Also what the daemon itself adds to a lab's row.
        Assert.Contains("host,b", await DumpAsync("Lab_Object", "kind", "name"), StringComparison.Ordinal);

        // A text without a new generation is given one; with one, that stays.
        await UpdateAsync(("text", Text.Replace("10.9.0.2/24", "10.9.0.22/24", StringComparison.Ordinal)));
        await ReachesAsync("a", "10.9.0.22");
        await RowSaysAsync(generation: 2, observed: 2);
        await UpdateAsync(("text", Text), ("generation", 7));
        await ReachesAsync("a", "10.9.0.2");
        await RowSaysAsync(generation: 7, observed: 7);

        await UpdateAsync(("paused", true));
        await StatusSaysAsync("lab edited: up, paused");
        (await Programs.ShellAsync("ip -n a address flush dev eth0")).Ok();
        await StatusSaysAsync("lab edited: drifted, paused");
        await UpdateAsync(("paused", false));
        await ReachesAsync("a", "10.9.0.2");

        await UpdateAsync(("wanted", "down"));
        await Eventually.EqualAsync(before, Machine.SnapshotAsync);
        await Eventually.TrueAsync(async () => !(await DumpAsync("Lab", "name")).Contains("edited", StringComparison.Ordinal), "the row gone");
        foreach (var kind in new[] { "changed", "paused", "resumed", "down" })
            await Eventually.TrueAsync(() => events.After(0).Any(l => l.Contains($"\"kind\": \"{kind}\"", StringComparison.Ordinal)), kind);
    }

    [Fact]
    public async Task Text_that_is_no_lab_is_refused_with_its_line_and_costs_nothing_else()
    {
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Text))).Ok();
        await UpdateAsync(("text", Text.Replace("hosts:", "hosst:", StringComparison.Ordinal)), ("file_name", "theirs.yaml"), ("generation", 2));
        await ConditionSaysAsync(false, "InvalidFile", "theirs.yaml:4:1: unknown key 'hosst'");
        await RowSaysAsync(generation: 2, observed: 1);
        await StatusSaysAsync("theirs.yaml:4:1");
        // What was asked for before is still kept.
        (await Programs.ShellAsync("ip -n a address flush dev eth0")).Ok();
        await ReachesAsync("a", "10.9.0.2");
        await ConditionSaysAsync(false, "InvalidFile", "theirs.yaml");

        // Of a lab that never was nothing is made, and another's name is not taken over; both may go again.
        await InsertAsync("never", "lab: never\nhosts: 7\n");
        await InsertAsync("alias", Text);
        await ConditionSaysAsync(false, "InvalidFile", "the text is of lab 'edited', but its row is of lab 'alias'");
        Assert.Contains("row:2:8", (await OvsCtlAsync("lab", "status", "never")).Ends(5).Error, StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "never")).Ok();
        await TransactAsync(new JsonObject { ["op"] = "update", ["table"] = "Lab", ["where"] = Named("alias"), ["row"] = new JsonObject { ["wanted"] = "down" } });
        await Eventually.TrueAsync(async () => (await SelectAsync("Lab")).Select(l => (string?)l?["name"]).SequenceEqual(["edited"]), "the other rows gone");

        // A refusal outlives the daemon; a text that is a lab ends it.
        await KillDaemonAsync();
        await StartDaemonAsync("--ovs", "embedded");
        await UpdateAsync(("text", Text.Replace("10.9.0.2/24", "10.9.0.23/24", StringComparison.Ordinal)));
        await ReachesAsync("a", "10.9.0.23");
        await ConditionSaysAsync(true, "Applied");
        (await OvsCtlAsync("lab", "down", "edited")).Ok();
    }

    [Fact]
    public async Task Row_that_is_deleted_ends_the_keeping_and_removes_nothing()
    {
        var before = await Machine.SnapshotAsync();
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Text))).Ok();
        await TransactAsync(new JsonObject { ["op"] = "delete", ["table"] = "Lab", ["where"] = Named("edited") });
        await Eventually.TrueAsync(async () => (await OvsCtlAsync("lab", "list")).Out.Contains("orphaned", StringComparison.Ordinal), "the lab orphaned");
        (await Programs.RunAsync("ip", ["netns", "exec", "a", "ping", "-c", "1", "-W", "5", "10.9.0.2"])).Ok();

        // The same row again, and it is kept again, from where it was.
        await InsertAsync("edited", Text);
        await RowSaysAsync(generation: 1, observed: 1);
        (await Programs.ShellAsync("ip -n a address flush dev eth0")).Ok();
        await ReachesAsync("a", "10.9.0.2");
        (await OvsCtlAsync("lab", "down", "edited")).Ok();
        Assert.Equal(before, await Machine.SnapshotAsync());
    }

    [Fact]
    public async Task Whoever_writes_last_wins_however_close_command_and_row_are()
    {
        var file = await WriteLabAsync(Text);
        (await OvsCtlAsync("lab", "up", file)).Ok();
        for (var round = 0; round < 5; round++)
        {
            var other = Text.Replace("10.9.0.2/24", $"10.9.0.{100 + round}/24", StringComparison.Ordinal);
            await Task.WhenAll(OvsCtlAsync("lab", "up", file), UpdateAsync(("text", other)));
            // One of the two, whole: the row says which.
            await Eventually.TrueAsync(
                async () => await LabAsync() is var (text, generation, observed) && generation == observed && (await Programs.ShellAsync("ip -n b -o -4 address show eth0")).Out.Contains(text == Text ? "10.9.0.2/24" : $"10.9.0.{100 + round}/24", StringComparison.Ordinal),
                "what the row says");
            Assert.Contains("no changes", (await OvsCtlAsync("lab", "plan", "--exit-code", "edited")).Ok(), StringComparison.Ordinal);
        }

        (await OvsCtlAsync("lab", "down", "edited")).Ok();
    }

    private string Database => $"unix:{RunDirectory}/state/db.sock";

    private static JsonArray Named(string lab) => [new JsonArray("name", "==", lab)];

    private Task InsertAsync(string lab, string text) => TransactAsync(new JsonObject
    {
        ["op"] = "insert",
        ["table"] = "Lab",
        ["row"] = new JsonObject { ["name"] = lab, ["file_name"] = "row", ["text"] = text, ["generation"] = 1, ["wanted"] = "up" },
    });

    private Task UpdateAsync(params (string Column, JsonNode Value)[] columns) => TransactAsync(new JsonObject
    {
        ["op"] = "update",
        ["table"] = "Lab",
        ["where"] = Named("edited"),
        ["row"] = new JsonObject(columns.Select(c => KeyValuePair.Create(c.Column, (JsonNode?)c.Value))),
    });

    private async Task TransactAsync(JsonObject operation)
    {
        var said = (await Programs.RunAsync("ovsdb-client", ["transact", Database, new JsonArray("OvsCtl", operation).ToJsonString()])).Ok();
        Assert.DoesNotContain("error", said, StringComparison.Ordinal);
    }

    private async Task<string> DumpAsync(string table, params string[] columns) =>
        (await Programs.RunAsync("ovsdb-client", ["dump", "--format=csv", "--no-headings", Database, "OvsCtl", table, .. columns])).Ok();

    private async Task<IEnumerable<JsonNode?>> SelectAsync(string table)
    {
        var said = (await Programs.RunAsync("ovsdb-client", ["transact", Database, new JsonArray("OvsCtl", new JsonObject { ["op"] = "select", ["table"] = table, ["where"] = new JsonArray() }).ToJsonString()])).Ok();
        return JsonNode.Parse(said)?[0]?["rows"]?.AsArray() ?? [];
    }

    private async Task<(string Text, long Generation, long Observed)> LabAsync()
    {
        var (lab, status) = ((await SelectAsync("Lab")).FirstOrDefault(), (await SelectAsync("Lab_Status")).FirstOrDefault());
        return ((string?)lab?["text"] ?? "", (long?)lab?["generation"] ?? 0, (long?)status?["observed_generation"] ?? -1);
    }

    private Task RowSaysAsync(long generation, long observed) =>
        Eventually.TrueAsync(async () => await LabAsync() is var lab && (lab.Generation, lab.Observed) == (generation, observed), $"generation {generation}, observed {observed}");

    private Task ConditionSaysAsync(bool status, string reason, string message = "") => Eventually.TrueAsync(
        async () => (await SelectAsync("Condition")).Any(c => (string?)c?["type"] == "Applied" && (bool?)c["status"] == status && (string?)c["reason"] == reason && $"{c["message"]}".Contains(message, StringComparison.Ordinal)),
        $"the condition {reason} {message}");

    private Task StatusSaysAsync(string expected) => Eventually.TrueAsync(async () => (await OvsCtlAsync("lab", "status", "edited")).Out.Contains(expected, StringComparison.Ordinal), expected);

    private static Task ReachesAsync(string host, string address) =>
        Eventually.TrueAsync(async () => (await Programs.RunAsync("ip", ["netns", "exec", host, "ping", "-c", "1", "-W", "1", address])).ExitCode == 0, $"{host} reaches {address}");
}
