using System.Diagnostics;
using OvsCtl.Testing;

namespace OvsCtl.Integration.Tests.Support;

/// <summary>A daemon with a private Open vSwitch in the test's own sandbox, whose root namespace is the "machine" of these tests.</summary>
public abstract class DaemonFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ovsctl-it-");
    private Process? _daemon;

    protected string RunDirectory => _directory.FullName;

    protected string OvsDirectory => Path.Combine(RunDirectory, "ovs");

    /// <summary>What the next daemon has in its environment besides.</summary>
    protected Dictionary<string, string> DaemonEnvironment { get; } = [];

    protected string Socket => Path.Combine(RunDirectory, "ovsctl.sock");

    protected int DaemonPid => (_daemon ?? throw new InvalidOperationException("the daemon is not started")).Id;

    public virtual async ValueTask InitializeAsync()
    {
        if (Sandbox.SkipReason is { } reason) Assert.Skip(reason);
        await StartDaemonAsync("--ovs", "embedded");
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_daemon is not null) await StopDaemonAsync();
        _directory.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected async Task StartDaemonAsync(params string[] arguments)
    {
        var log = Path.Combine(RunDirectory, "daemon.log");
        // One that was killed leaves its socket behind.
        File.Delete(Socket);
        var start = new ProcessStartInfo("/bin/sh", ["-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1", "sh", log, Programs.OvsCtlDaemon, "--run-dir", RunDirectory, "-v", .. arguments]);
        foreach (var (name, value) in DaemonEnvironment) start.Environment[name] = value;
        _daemon = Process.Start(start);
        await Eventually.TrueAsync(() => File.Exists(Socket) || HasEnded(log), "the daemon's socket");
    }

    protected async Task StopDaemonAsync()
    {
        var daemon = _daemon ?? throw new InvalidOperationException("the daemon is not started");
        await Programs.RunAsync("kill", ["-TERM", $"{daemon.Id}"]);
        await daemon.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30));
        daemon.Dispose();
        _daemon = null;
    }

    internal Task<Run> OvsCtlAsync(params string[] arguments) => Programs.RunAsync(Programs.OvsCtl, ["--socket", Socket, .. arguments]);

    internal Process StartOvsCtl(params string[] arguments) => Programs.Start(Programs.OvsCtl, ["--socket", Socket, .. arguments]);

    /// <summary>Open vSwitch's own tools, as independent witnesses.</summary>
    internal async Task<string> VsctlAsync(string arguments) =>
        (await Programs.ShellAsync($"ovs-vsctl --db=unix:{OvsDirectory}/db.sock {arguments}")).Ok();

    internal async Task<string> OfctlAsync(string command, string bridge, string arguments = "") =>
        (await Programs.ShellAsync($"ovs-ofctl -O OpenFlow13 {command} unix:{OvsDirectory}/{bridge}.mgmt {arguments}")).Ok();

    protected async Task<string> WriteLabAsync(string text)
    {
        var path = Path.Combine(RunDirectory, $"{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }

    /// <summary>As a crash would: what the daemon had begun stays as it is.</summary>
    protected async Task KillDaemonAsync()
    {
        var daemon = _daemon ?? throw new InvalidOperationException("the daemon is not started");
        daemon.Kill();
        await daemon.WaitForExitAsync(TestContext.Current.CancellationToken);
        daemon.Dispose();
        _daemon = null;
    }

    private bool HasEnded(string log)
    {
        Assert.False(_daemon?.HasExited, $"the daemon ended:\n{(File.Exists(log) ? File.ReadAllText(log) : "")}");
        return false;
    }
}
