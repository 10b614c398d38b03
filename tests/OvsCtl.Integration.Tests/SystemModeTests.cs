using System.Diagnostics;
using OvsCtl.Integration.Tests.Support;
using OvsCtl.Testing;

namespace OvsCtl.Integration.Tests;

/// <summary>The daemon on an Open vSwitch that it did not start.</summary>
public sealed class SystemModeTests : DaemonFixture
{
    private readonly List<Process> _switch = [];

    public override async ValueTask InitializeAsync()
    {
        if (Sandbox.SkipReason is { } reason) Assert.Skip(reason);
        Directory.CreateDirectory(OvsDirectory);
        (await Programs.ShellAsync($"ovsdb-tool create {OvsDirectory}/conf.db /usr/share/openvswitch/vswitch.ovsschema")).Ok();
        StartProgram("ovsdb-server", $"{OvsDirectory}/conf.db", $"--remote=punix:{OvsDirectory}/db.sock", $"--unixctl={OvsDirectory}/ovsdb-server.ctl");
        StartProgram("ovs-vswitchd", $"unix:{OvsDirectory}/db.sock", $"--unixctl={OvsDirectory}/ovs-vswitchd.ctl");
        await StartDaemonAsync("--ovs", "system", "--db", $"unix:{OvsDirectory}/db.sock", "--ovs-rundir", OvsDirectory);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var process in Enumerable.Reverse(_switch))
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    [Fact]
    public async Task Lab_comes_up_on_it_and_the_switch_stays_when_the_daemon_goes()
    {
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok();
        Assert.Contains("6 ok, 0 failed", (await OvsCtlAsync("lab", "check", "red-blue")).Ok(), StringComparison.Ordinal);
        await StopDaemonAsync();
        Assert.Equal("v-net-0\n", await VsctlAsync("list-br"));
        await StartDaemonAsync("--ovs", "system", "--db", $"unix:{OvsDirectory}/db.sock", "--ovs-rundir", OvsDirectory);
        Assert.Contains("nothing to do", (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "red-blue")).Ok();
        Assert.Equal("", await VsctlAsync("list-br"));
    }

    [Fact]
    public async Task Database_that_is_gone_is_said_with_7()
    {
        await Programs.ShellAsync("pkill -9 -x ovsdb-server");
        (await OvsCtlAsync("lab", "up", Labs.RedBlue)).Ends(7);
    }

    private void StartProgram(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, [.. arguments, "-vconsole:off", "--no-chdir"]);
        foreach (var variable in new[] { "OVS_RUNDIR", "OVS_DBDIR", "OVS_LOGDIR" }) start.Environment[variable] = OvsDirectory;
        _switch.Add(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start"));
    }
}
