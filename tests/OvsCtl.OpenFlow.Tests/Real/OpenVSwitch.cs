using System.Diagnostics;
using OvsCtl.OpenFlow.Tests.Support;

namespace OvsCtl.OpenFlow.Tests.Real;

/// <summary>
/// A private ovsdb-server and ovs-vswitchd with one userspace bridge, in a folder of their own. Its devices are those of the sandbox: tests
/// with one are in one collection, because two of them at once would not start.
/// </summary>
internal sealed class OpenVSwitch : IAsyncDisposable
{
    // Two in one network namespace both want the device ovs-netdev, and the later one's bridge does not come up.
    private static readonly SemaphoreSlim s_only = new(1);

    private readonly List<Process> _daemons = [];

    private OpenVSwitch() => Folder = Directory.CreateTempSubdirectory("ovs").FullName;

    public string Folder { get; }

    /// <summary>The only unix path Open vSwitch lets a bridge's controller have.</summary>
    public string ControllerPath => Path.Combine(Folder, "br0.controller");

    public static void SkipOutsideSandbox()
    {
        if (Environment.GetEnvironmentVariable("OVSCTL_TEST_SANDBOX") != "1")
            Assert.Skip("Needs real daemons and namespaces of its own: run in a sandbox with OVSCTL_TEST_SANDBOX=1.");
    }

    public static async Task<OpenVSwitch> StartAsync()
    {
        await s_only.WaitAsync(TestContext.Current.CancellationToken);
        var ovs = new OpenVSwitch();
        try
        {
            await ovs.StartDaemonsAsync();
            await ovs.VsctlAsync(
                "add-br", "br0", "--", "set", "bridge", "br0", "datapath_type=netdev", "fail_mode=secure", "protocols=OpenFlow13", "--",
                "add-port", "br0", "p-1", "--", "set", "interface", "p-1", "type=internal", "ofport_request=1");
            return ovs;
        }
        catch
        {
            await ovs.DisposeAsync();
            throw;
        }
    }

    public Task<string> VsctlAsync(params string[] arguments) => RunAsync("ovs-vsctl", [$"--db=unix:{Folder}/db.sock", "--timeout=20", .. arguments]);

    public Task<string> OfctlAsync(params string[] arguments) => RunAsync("ovs-ofctl", ["-O", "OpenFlow13", "--timeout=20", .. arguments]);

    public async ValueTask DisposeAsync()
    {
        foreach (var daemon in _daemons)
        {
            daemon.Kill();
            await daemon.WaitForExitAsync();
            daemon.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
        s_only.Release();
    }

    private async Task StartDaemonsAsync()
    {
        await RunAsync("ovsdb-tool", ["create", $"{Folder}/conf.db", "/usr/share/openvswitch/vswitch.ovsschema"]);
        StartDaemon("ovsdb-server", $"{Folder}/conf.db", $"--remote=punix:{Folder}/db.sock", $"--unixctl={Folder}/ovsdb.ctl", $"--log-file={Folder}/ovsdb.log");
        await Eventually.TrueAsync(() => File.Exists($"{Folder}/db.sock"));
        await VsctlAsync("--no-wait", "init");
        StartDaemon("ovs-vswitchd", $"unix:{Folder}/db.sock", $"--unixctl={Folder}/vswitchd.ctl", $"--log-file={Folder}/vswitchd.log");
    }

    private void StartDaemon(string name, params string[] arguments) => _daemons.Add(Start(name, arguments));

    private async Task<string> RunAsync(string name, string[] arguments)
    {
        using var process = Start(name, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{name} {string.Join(' ', arguments)}: {await error}");
        return await output;
    }

    private Process Start(string name, string[] arguments)
    {
        // The daemons' own talk goes to their log files; redirected here only so that it stays out of the test's.
        var start = new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OVS_RUNDIR"] = Folder;
        start.Environment["OVS_DBDIR"] = Folder;
        start.Environment["OVS_LOGDIR"] = Folder;
        return Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start.");
    }
}
