using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OvsCtl.Cli.Tests.Programs;

/// <summary>Private ovsdb-servers, with keys for them, in a folder of their own. Only inside the test sandbox: elsewhere the test is skipped.</summary>
internal sealed class OvsdbServers : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, int> _processes = [];

    public OvsdbServers()
    {
        if (Environment.GetEnvironmentVariable("OVSCTL_TEST_SANDBOX") != "1") Assert.Skip("needs the sandbox (OVSCTL_TEST_SANDBOX=1) with Open vSwitch");
        Folder = Directory.CreateTempSubdirectory("ovsdb-").FullName;
    }

    public string Folder { get; }

    /// <summary>Starts a server of this name; --detach returns once it serves.</summary>
    public async Task StartAsync(string name, string database, params string[] options)
    {
        await RunAsync("ovsdb-server", [database, "--detach", "--no-chdir", $"--pidfile={Folder}/{name}.pid", $"--unixctl={Folder}/{name}.ctl", $"--log-file={Folder}/{name}.log", .. options]);
        _processes[name] = int.Parse(await File.ReadAllTextAsync($"{Folder}/{name}.pid"), CultureInfo.InvariantCulture);
    }

    /// <summary>Ends a server at once, as a crash would.</summary>
    public async Task KillAsync(string name)
    {
        if (!_processes.Remove(name, out var id)) return;
        using var process = Process.GetProcessById(id);
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>Stops a server where it is: its sockets stay open, and nothing answers on them.</summary>
    public Task PauseAsync(string name) => RunAsync("kill", "-STOP", _processes[name].ToString(CultureInfo.InvariantCulture));

    public async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder };
        foreach (var variable in new[] { "OVS_RUNDIR", "OVS_LOGDIR", "OVS_DBDIR" }) start.Environment[variable] = Folder;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} exited with {process.ExitCode}");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _processes.Keys.ToList()) await KillAsync(name);
        Directory.Delete(Folder, recursive: true);
    }
}
