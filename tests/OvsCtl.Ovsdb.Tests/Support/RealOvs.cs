using System.Diagnostics;
using System.Globalization;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>
/// A private ovsdb-server, and an ovs-vswitchd when asked for, in a folder of their own. Only inside the test sandbox, whose network
/// namespace and /run are its own: elsewhere the test is skipped.
/// </summary>
internal sealed class RealOvs : IAsyncDisposable
{
    private const string VSwitchSchema = "/usr/share/openvswitch/vswitch.ovsschema";

    private readonly string _folder = Directory.CreateTempSubdirectory("ovs-").FullName;

    private RealOvs()
    {
    }

    public OvsdbEndpoint Endpoint => OvsdbEndpoint.Parse(Remote);

    /// <summary>A folder for files and sockets, which goes with the server.</summary>
    public string Folder => _folder;

    public string Socket => $"{_folder}/db.sock";

    private string Remote => $"unix:{Socket}";

    /// <summary>Starts a server alone, of a database of one's own.</summary>
    public static Task<RealOvs> StartAsync(string schema) => StartAsync(withSwitch: false, schema);

    /// <summary>Starts the server; its database has no Open_vSwitch row yet.</summary>
    public static Task<RealOvs> StartAsync(bool withSwitch = true) => StartAsync(withSwitch, schema: null);

    private static async Task<RealOvs> StartAsync(bool withSwitch, string? schema)
    {
        if (Environment.GetEnvironmentVariable("OVSCTL_TEST_SANDBOX") != "1") Assert.Skip("needs the sandbox (OVSCTL_TEST_SANDBOX=1) with root and Open vSwitch");
        var ovs = new RealOvs();
        var schemaFile = $"{ovs._folder}/own.ovsschema";
        if (schema is null) schemaFile = VSwitchSchema;
        else await File.WriteAllTextAsync(schemaFile, schema);
        await ovs.RunAsync("ovsdb-tool", "create", $"{ovs._folder}/conf.db", schemaFile);
        await ovs.StartServerAsync();
        if (withSwitch) await ovs.StartSwitchAsync();
        return ovs;
    }

    /// <summary>Starts the server, again after <see cref="KillServerAsync"/>. --detach returns once it serves: nothing to poll for.</summary>
    public async Task StartServerAsync()
    {
        await RunAsync("ovsdb-server", $"{_folder}/conf.db", $"--remote=p{Remote}", "--detach", "--no-chdir", $"--pidfile={_folder}/server.pid", $"--log-file={_folder}/server.log");
    }

    /// <summary>Gives the live database another schema: the one it was made from, changed by <paramref name="change"/>.</summary>
    public async Task ConvertAsync(Func<string, string> change)
    {
        var file = Path.Combine(_folder, "converted.ovsschema");
        await File.WriteAllTextAsync(file, change(await File.ReadAllTextAsync(VSwitchSchema)));
        await RunAsync("ovsdb-client", "convert", Remote, file);
    }

    public Task StartSwitchAsync() =>
        RunAsync("ovs-vswitchd", Remote, "--detach", "--no-chdir", $"--pidfile={_folder}/switch.pid", $"--log-file={_folder}/switch.log");

    /// <summary>Ends the server at once, as a crash would.</summary>
    public Task KillServerAsync() => KillAsync("server.pid");

    public async Task<string> VsctlAsync(params string[] arguments) => await RunAsync("ovs-vsctl", [$"--db={Remote}", "--timeout=10", .. arguments]);

    public async ValueTask DisposeAsync()
    {
        await KillAsync("switch.pid");
        await KillAsync("server.pid");
        Directory.Delete(_folder, recursive: true);
    }

    private async Task KillAsync(string pidFile)
    {
        var path = Path.Combine(_folder, pidFile);
        if (!File.Exists(path)) return;
        await Daemon.KillAsync(int.Parse(await File.ReadAllTextAsync(path), CultureInfo.InvariantCulture));
        File.Delete(path);
    }

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var variable in new[] { "OVS_RUNDIR", "OVS_LOGDIR", "OVS_DBDIR" }) start.Environment[variable] = _folder;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        // A daemon keeps the pipes open: wait for the process, not for the end of its output.
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} exited with {process.ExitCode}");
        return program == "ovs-vsctl" ? (await process.StandardOutput.ReadToEndAsync()).Trim() : "";
    }
}
