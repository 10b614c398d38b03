using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>A private Raft cluster of ovsdb-servers on loopback, of a small database of counters. Only inside the test sandbox.</summary>
internal sealed class RealCluster : IAsyncDisposable
{
    public const string Database = "Counters";

    /// <summary>The number of the relay, which is no member: it copies the database from the members and serves it on.</summary>
    public const int Relay = -1;

    private const string Schema =
        """
        {"name":"Counters","version":"1.0.0","tables":{"Counter":{"isRoot":true,"indexes":[["name"]],"columns":{
          "name":{"type":"string"},"value":{"type":"integer"},
          "external_ids":{"type":{"key":"string","value":"string","min":0,"max":"unlimited"}}}}}}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("raft-").FullName;
    private readonly Dictionary<int, int> _members = [];
    private readonly int[] _ports;

    private RealCluster(int count) => _ports = [.. Enumerable.Range(0, count).Select(_ => FreePort())];

    public IReadOnlyList<OvsdbEndpoint> Endpoints => [.. Enumerable.Range(0, _ports.Length).Select(i => OvsdbEndpoint.Parse($"unix:{Socket(i)}"))];

    public static async Task<RealCluster> StartAsync(int count)
    {
        if (Environment.GetEnvironmentVariable("OVSCTL_TEST_SANDBOX") != "1") Assert.Skip("needs the sandbox (OVSCTL_TEST_SANDBOX=1) with Open vSwitch");
        var cluster = new RealCluster(count);
        await File.WriteAllTextAsync($"{cluster._folder}/schema", Schema);
        await cluster.RunAsync("ovsdb-tool", "create-cluster", cluster.DatabaseFile(0), $"{cluster._folder}/schema", cluster.Address(0));
        await cluster.StartMemberAsync(0);
        for (var i = 1; i < count; i++)
        {
            await cluster.RunAsync("ovsdb-tool", "join-cluster", cluster.DatabaseFile(i), Database, cluster.Address(i), cluster.Address(0));
            await cluster.StartMemberAsync(i);
        }

        return cluster;
    }

    public string Socket(int member) => $"{_folder}/{member}.sock";

    /// <summary>Starts a relay of the members, and waits until it is connected to one of them.</summary>
    public Task StartRelayAsync() => StartAsync(Relay, $"relay:{Database}:{string.Join(',', Endpoints)}");

    /// <summary>Starts a member, and waits until it is connected to the cluster.</summary>
    public Task StartMemberAsync(int member) => StartAsync(member, DatabaseFile(member));

    private async Task StartAsync(int member, string database)
    {
        await RunAsync(
            "ovsdb-server", database, $"--remote=punix:{Socket(member)}", "--detach", "--no-chdir",
            $"--pidfile={_folder}/{member}.pid", $"--unixctl={_folder}/{member}.ctl", $"--log-file={_folder}/{member}.log");
        _members[member] = int.Parse(await File.ReadAllTextAsync($"{_folder}/{member}.pid"), CultureInfo.InvariantCulture);
        await RunAsync("ovsdb-client", "wait", $"unix:{Socket(member)}", Database, "connected");
    }

    /// <summary>Ends a member at once, as a crash would.</summary>
    public Task KillAsync(int member) => _members.Remove(member, out var process) ? Daemon.KillAsync(process) : Task.CompletedTask;

    /// <summary>Stops a member where it is: its connections stay open, and nothing answers on them.</summary>
    public Task PauseAsync(int member) => RunAsync("kill", "-STOP", _members[member].ToString(CultureInfo.InvariantCulture));

    public Task ResumeAsync(int member) => RunAsync("kill", "-CONT", _members[member].ToString(CultureInfo.InvariantCulture));

    /// <summary>Makes the leader hand over in good order.</summary>
    public Task TransferLeadershipAsync(int leader) => RunAsync("ovs-appctl", "-t", $"{_folder}/{leader}.ctl", "cluster/failure-test", "transfer-leadership");

    /// <summary>The member that leads now; one after the other is asked until one says so.</summary>
    public async Task<int> LeaderAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var member in _members.Keys.Where(member => member != Relay))
            {
                await using var connection = await OvsdbConnection.ConnectAsync(Endpoints[member], null, cancellationToken);
                var schema = await connection.GetSchemaAsync("_Server", cancellationToken);
                var server = await connection.MonitorAsync(schema, ServedDatabase.Columns(schema), cancellationToken);
                if (ServedDatabase.WhyNot(server.Current, Database, isLeaderOnly: true) is null) return member;
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members.Keys.ToList()) await KillAsync(member);
        Directory.Delete(_folder, recursive: true);
    }

    private string DatabaseFile(int member) => $"{_folder}/{member}.db";

    private string Address(int member) => $"tcp:127.0.0.1:{_ports[member]}";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments);
        foreach (var variable in new[] { "OVS_RUNDIR", "OVS_LOGDIR", "OVS_DBDIR" }) start.Environment[variable] = _folder;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} exited with {process.ExitCode}");
    }
}
