using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>A private Raft cluster of ovsdb-servers on loopback, of a small database of counters. Only inside the test sandbox.</summary>
internal sealed class RealCluster : IAsyncDisposable
{
    public const string Database = "Counters";

    private const string Schema =
        """
        {"name":"Counters","version":"1.0.0","tables":{"Counter":{"isRoot":true,"indexes":[["name"]],"columns":{
          "name":{"type":"string"},"value":{"type":"integer"},
          "external_ids":{"type":{"key":"string","value":"string","min":0,"max":"unlimited"}}}}}}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("raft-").FullName;
    private readonly Dictionary<int, Process> _members = [];
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

    /// <summary>Starts a member, and waits until it is connected to the cluster.</summary>
    public async Task StartMemberAsync(int member)
    {
        await RunAsync(
            "ovsdb-server", DatabaseFile(member), $"--remote=punix:{Socket(member)}", "--detach", "--no-chdir",
            $"--pidfile={_folder}/{member}.pid", $"--unixctl={_folder}/{member}.ctl", $"--log-file={_folder}/{member}.log");
        _members[member] = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync($"{_folder}/{member}.pid"), CultureInfo.InvariantCulture));
        await RunAsync("ovsdb-client", "wait", $"unix:{Socket(member)}", Database, "connected");
    }

    /// <summary>Ends a member at once, as a crash would.</summary>
    public void Kill(int member)
    {
        if (!_members.Remove(member, out var process)) return;
        process.Kill();
        process.Dispose();
    }

    /// <summary>The member that leads now; one after the other is asked until one says so.</summary>
    public async Task<int> LeaderAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var member in _members.Keys)
            {
                await using var connection = await OvsdbConnection.ConnectAsync(Endpoints[member], null, cancellationToken);
                var schema = await connection.GetSchemaAsync("_Server", cancellationToken);
                var server = await connection.MonitorAsync(schema, ServedDatabase.Columns(schema), cancellationToken);
                if (ServedDatabase.WhyNot(server.Current, Database, isLeaderOnly: true) is null) return member;
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var member in _members.Keys.ToList()) Kill(member);
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
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
