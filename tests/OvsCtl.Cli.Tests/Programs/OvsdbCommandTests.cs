using System.Diagnostics;
using System.Text.Json;

namespace OvsCtl.Cli.Tests.Programs;

/// <summary>'ovsctl ovsdb' on a real ovsdb-server; skipped outside the sandbox.</summary>
public sealed class OvsdbCommandTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ovsdb-").FullName;
    private Process? _server;

    private string Server => $"unix:{_folder}/db.sock";

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("OVSCTL_TEST_SANDBOX") != "1") Assert.Skip("needs the sandbox (OVSCTL_TEST_SANDBOX=1) with root and Open vSwitch");
        await Start("ovsdb-tool", "create", $"{_folder}/conf.db", "/usr/share/openvswitch/vswitch.ovsschema").WaitForExitAsync();
        _server = Start("ovsdb-server", $"{_folder}/conf.db", $"--remote=p{Server}", "--no-chdir", "-vconsole:off", $"--log-file={_folder}/log");
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!File.Exists($"{_folder}/db.sock")) await Task.Delay(20, deadline.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            _server.Kill();
            await _server.WaitForExitAsync();
            _server.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Databases_schema_and_rows_are_shown()
    {
        Assert.Equal("Open_vSwitch\n_Server\n", (await RunAsync("list-dbs")).Out);
        Assert.Equal("[\"Open_vSwitch\",\"_Server\"]\n", (await RunAsync("list-dbs", "-o", "json")).Out);
        Assert.Matches("Interface +ofport +optional integer", (await RunAsync("schema")).Out);
        using var schema = JsonDocument.Parse((await RunAsync("schema", "_Server", "-o", "json")).Out);
        Assert.Equal("_Server", schema.RootElement.GetProperty("name").GetString());

        var dump = await RunAsync("dump", "Database", "--database", "_Server", "--columns", "name,connected", "-o", "json");
        Assert.Equal(0, dump.ExitCode);
        Assert.Contains(dump.Out.Split('\n'), line => line.Contains("\"connected\":true,\"name\":\"Open_vSwitch\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_transaction_is_carried_out_and_a_waiting_command_and_a_monitor_see_it()
    {
        var monitor = RunAsync("monitor", "Open_vSwitch", "--columns", "next_cfg", "-o", "json", "--changes", "2");
        var waiting = RunAsync("wait", "Open_vSwitch", "next_cfg=7", "--timeout", "30");
        Assert.Equal(0, (await RunAsync("transact", """[{"op":"insert","table":"Open_vSwitch","row":{}}]""")).ExitCode);
        // The monitor may start after the insert: the row then comes first, as what is there.
        Assert.Equal(0, (await RunAsync("wait", "Open_vSwitch", "next_cfg=0", "--timeout", "10")).ExitCode);
        while (!monitor.IsCompleted || !waiting.IsCompleted)
        {
            Assert.Equal(0, (await RunAsync("transact", """[{"op":"update","table":"Open_vSwitch","where":[],"row":{"next_cfg":7}}]""")).ExitCode);
            Assert.Equal(0, (await RunAsync("transact", """[{"op":"update","table":"Open_vSwitch","where":[],"row":{"next_cfg":8}}]""")).ExitCode);
        }

        Assert.Contains("7", (await waiting).Out, StringComparison.Ordinal);
        var lines = (await monitor).Out.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("\"change\":\"added\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"change\":\"changed\"", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, "has no table Nope", "dump", "Nope")]
    [InlineData(5, "has no column nope", "dump", "Bridge", "--columns", "nope")]
    [InlineData(5, "did you mean Interface?", "dump", "Interfaces")]
    [InlineData(5, "did you mean name?", "wait", "Bridge", "nmae=br0")]
    [InlineData(2, "not a valid integer", "wait", "Interface", "ofport=x")]
    [InlineData(2, "is no map", "wait", "Interface", "name:x=1")]
    [InlineData(2, "or for --state", "wait")]
    [InlineData(2, "one of added, connected, removed", "wait", "--state", "blue")]
    [InlineData(1, "is not removed in time", "wait", "--state", "removed", "--timeout", "0.1")]
    [InlineData(2, "line 1, byte 3", "transact", "[{]")]
    [InlineData(2, "element 2 is 1, not an operation", "transact", """[{"op":"comment","comment":"x"},1]""")]
    [InlineData(2, "OPERATIONS is empty", "transact", " ")]
    [InlineData(2, "--timeout: from 0 to 86400 seconds", "wait", "Bridge", "name=br0", "--timeout", "x")]
    [InlineData(2, "--timeout: from 0 to 86400 seconds", "wait", "Bridge", "name=br0", "--timeout", "-1")]
    [InlineData(2, "--changes: a number from 1 on", "monitor", "Bridge", "--changes", "0")]
    [InlineData(2, "--changes: a number from 1 on", "monitor", "Bridge", "--changes", "many")]
    [InlineData(2, "go together", "list-dbs", "--private-key", "/none")]
    [InlineData(5, "unknown database", "schema", "Nope")]
    [InlineData(1, "in time", "wait", "Bridge", "name=br0", "--timeout", "0.1")]
    [InlineData(2, "not a JSON array", "transact", "{}")]
    [InlineData(2, "not JSON", "transact", "[{]")]
    [InlineData(2, "expected COLUMN=VALUE", "wait", "Bridge", "br0")]
    public async Task What_goes_wrong_is_said_with_its_exit_code(int exitCode, string message, params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_that_fails_shows_the_error_and_exits_with_1()
    {
        var run = await RunAsync("transact", """[{"op":"abort"}]""", "-o", "json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("aborted", run.Out, StringComparison.Ordinal);
        Assert.Contains("nothing was changed: operation 1: aborted", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_chosen_by_what_they_hold_and_shown_in_the_order_asked_for()
    {
        const string insert = """["Open_vSwitch",{"op":"insert","table":"Queue","row":{"dscp":1,"external_ids":["map",[["k","a b"]]]}},{"op":"insert","table":"Queue","row":{"dscp":2}}]""";
        Assert.Equal(0, (await RunAsync("transact", insert)).ExitCode);
        Assert.Matches(@"(?s)_uuid +external_ids +dscp\n.* k=a b +1\n", (await RunAsync("wait", "Queue", "external_ids:k=a b", "dscp=1")).Out + (await RunAsync("dump", "Queue", "--columns", "_uuid,external_ids,dscp")).Out);
        var changes = (await RunAsync("monitor", "Queue", "--columns", "dscp", "--where", "external_ids:k=a b", "--changes", "1", "--timestamp", "-o", "json")).Out;
        using var change = JsonDocument.Parse(changes);
        Assert.Equal(1, change.RootElement.GetProperty("new").GetProperty("dscp").GetInt32());
        Assert.True(change.RootElement.GetProperty("time").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task Of_several_servers_the_one_that_answers_is_used_and_its_database_can_be_waited_for()
    {
        var several = $"unix:{_folder}/none,{Server}";
        Assert.Equal("Open_vSwitch\n_Server\n", (await OvsCtlRun.RunAsync(["ovsdb", "list-dbs", "--db", several])).Out);
        Assert.Equal(0, (await OvsCtlRun.RunAsync(["ovsdb", "wait", "--state", "connected", "--timeout", "30", "--db", several])).ExitCode);
    }

    [Fact]
    public async Task A_server_that_is_not_there_exits_with_7_and_a_wrong_endpoint_with_2()
    {
        Assert.Equal(7, (await OvsCtlRun.RunAsync(["ovsdb", "list-dbs", "--db", $"unix:{_folder}/none"])).ExitCode);
        Assert.Equal(2, (await OvsCtlRun.RunAsync(["ovsdb", "list-dbs", "--db", "http://x"])).ExitCode);
    }

    private Task<OvsCtlRun> RunAsync(params string[] arguments) => OvsCtlRun.RunAsync(["ovsdb", .. arguments, "--db", Server]);

    private Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments);
        foreach (var variable in new[] { "OVS_RUNDIR", "OVS_LOGDIR", "OVS_DBDIR" }) start.Environment[variable] = _folder;
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
    }
}
