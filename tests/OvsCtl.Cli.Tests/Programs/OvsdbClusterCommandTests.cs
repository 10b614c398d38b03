namespace OvsCtl.Cli.Tests.Programs;

/// <summary>'ovsctl ovsdb' with all members of a real Raft cluster named; skipped outside the sandbox.</summary>
public sealed class OvsdbClusterCommandTests : IAsyncLifetime
{
    private const string Schema =
        """{"name":"Counters","version":"1.0.0","tables":{"Counter":{"isRoot":true,"columns":{"name":{"type":"string"},"value":{"type":"integer"}}}}}""";

    private static readonly string[] Members = ["a", "b", "c"];

    private OvsdbServers? _servers;

    // Set by InitializeAsync, or the test is skipped.
    private OvsdbServers Servers => _servers!;

    public async ValueTask InitializeAsync()
    {
        _servers = new OvsdbServers();
        await File.WriteAllTextAsync($"{Servers.Folder}/schema", Schema);
        var addresses = Members.ToDictionary(member => member, _ => $"tcp:127.0.0.1:{OvsdbServers.FreePort()}");
        foreach (var member in Members)
        {
            if (member == Members[0]) await Servers.RunAsync("ovsdb-tool", "create-cluster", $"{member}.db", "schema", addresses[member]);
            else await Servers.RunAsync("ovsdb-tool", "join-cluster", $"{member}.db", "Counters", addresses[member], addresses[Members[0]]);
            await Servers.StartAsync(member, $"{member}.db", $"--remote=punix:{Servers.Folder}/{member}.sock");
            await Servers.RunAsync("ovsdb-client", "wait", $"unix:{Servers.Folder}/{member}.sock", "Counters", "connected");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_servers is not null) await _servers.DisposeAsync();
    }

    [Fact]
    public async Task The_leader_is_chosen_whatever_the_order_and_the_next_one_after_it_died()
    {
        Assert.Equal(["a"], await LeadersAsync());
        foreach (var order in new[] { "abc", "cba", "bca" })
            Assert.Contains("\"leader\":true", (await RunAsync(order, "transact", AskLeader)).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("cab", "transact", """[{"op":"insert","table":"Counter","row":{"name":"x","value":7}}]""")).ExitCode);

        await Servers.KillAsync("a");
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!(await RunAsync("abc", "transact", AskLeader)).Out.Contains("\"leader\":true", StringComparison.Ordinal)) deadline.Token.ThrowIfCancellationRequested();
        Assert.Contains("\"value\":7", (await RunAsync("abc", "dump", "Counter", "-o", "json")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("abc", "wait", "Counter", "name=x", "value=7", "--timeout", "30")).ExitCode);

        await Servers.KillAsync("b");
        await Servers.KillAsync("c");
        var none = await RunAsync("abc", "list-dbs");
        Assert.Equal(7, none.ExitCode);
        Assert.Contains("cannot connect to unix:", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_that_is_stopped_is_passed_over()
    {
        await Servers.PauseAsync("c");
        var run = await RunAsync("cba", "transact", AskLeader);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\"leader\":true", run.Out, StringComparison.Ordinal);
        var alone = await RunAsync("c", "list-dbs");
        Assert.Equal(7, alone.ExitCode);
    }

    // Asks the server that was chosen, by its own database, whether it leads.
    private static string AskLeader => """["_Server",{"op":"select","table":"Database","where":[["name","==","Counters"]],"columns":["leader"]}]""";

    private async Task<IReadOnlyList<string>> LeadersAsync()
    {
        var leaders = new List<string>();
        foreach (var member in Members)
        {
            if ((await RunAsync(member, "transact", AskLeader)).Out.Contains("\"leader\":true", StringComparison.Ordinal)) leaders.Add(member);
        }

        return leaders;
    }

    private Task<OvsCtlRun> RunAsync(string order, params string[] arguments)
    {
        var servers = string.Join(',', order.Select(member => $"unix:{Servers.Folder}/{member}.sock"));
        string[] database = arguments[0] == "list-dbs" ? [] : ["--database", "Counters"];
        return OvsCtlRun.RunAsync(["ovsdb", .. arguments, "--db", servers, .. database]);
    }
}
