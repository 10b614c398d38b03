using System.Diagnostics;
using System.Globalization;

namespace OvsCtl.Ovsdb.Tests;

/// <summary>
/// A private ovsdb-server, and an ovs-vswitchd when asked for, in a folder of their own. Only inside the test sandbox, whose network
/// namespace and /run are its own: elsewhere the test is skipped.
/// </summary>
internal sealed class RealOvs : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ovs-").FullName;

    private RealOvs()
    {
    }

    public OvsdbEndpoint Endpoint => OvsdbEndpoint.Parse(Remote);

    private string Remote => $"unix:{_folder}/db.sock";

    /// <summary>Starts the server; its database has no Open_vSwitch row yet.</summary>
    public static async Task<RealOvs> StartAsync(bool withSwitch = true)
    {
        if (Environment.GetEnvironmentVariable("OVSCTL_TEST_SANDBOX") != "1") Assert.Skip("needs the sandbox (OVSCTL_TEST_SANDBOX=1) with root and Open vSwitch");
        var ovs = new RealOvs();
        await ovs.RunAsync("ovsdb-tool", "create", $"{ovs._folder}/conf.db", "/usr/share/openvswitch/vswitch.ovsschema");
        // --detach returns once the daemon serves: nothing to poll for.
        await ovs.RunAsync("ovsdb-server", $"{ovs._folder}/conf.db", $"--remote=p{ovs.Remote}", "--detach", "--no-chdir", $"--pidfile={ovs._folder}/server.pid", $"--log-file={ovs._folder}/server.log");
        if (withSwitch) await ovs.StartSwitchAsync();
        return ovs;
    }

    public Task StartSwitchAsync() =>
        RunAsync("ovs-vswitchd", Remote, "--detach", "--no-chdir", $"--pidfile={_folder}/switch.pid", $"--log-file={_folder}/switch.log");

    /// <summary>Ends the server at once, as a crash would.</summary>
    public void KillServer() => Kill("server.pid");

    public async Task<string> VsctlAsync(params string[] arguments) => await RunAsync("ovs-vsctl", [$"--db={Remote}", "--timeout=10", .. arguments]);

    public ValueTask DisposeAsync()
    {
        Kill("switch.pid");
        Kill("server.pid");
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void Kill(string pidFile)
    {
        var path = Path.Combine(_folder, pidFile);
        if (!File.Exists(path)) return;
        using var daemon = Process.GetProcessById(int.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture));
        // Not waited for: it is no child of ours, and in a sandbox nobody may reap it.
        daemon.Kill();
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
