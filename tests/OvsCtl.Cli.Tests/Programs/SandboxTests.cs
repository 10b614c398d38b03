using System.Diagnostics;
using System.Text.RegularExpressions;
using OvsCtl.Cli.Tests.Fakes;

namespace OvsCtl.Cli.Tests.Programs;

/// <summary>Real namespaces, a daemon in Python: what a sandbox does, what it leaves, how it ends.</summary>
public sealed partial class SandboxTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ovsctl-cli-");

    private string LabFile => Path.Combine(_directory.FullName, "lab.yaml");

    private string HungMark => Path.Combine(_directory.FullName, "hung");

    private Dictionary<string, string> Variables => new()
    {
        ["OVSCTLD"] = FakeDaemon.Script,
        ["FAKE_DESCRIPTOR"] = Path.Combine(_directory.FullName, "ovsctl.pb"),
        ["FAKE_HUNG"] = HungMark,
    };

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("OVSCTL_TEST_SANDBOX") != "1") Assert.Skip("needs namespaces: set OVSCTL_TEST_SANDBOX=1 inside a sandbox");
        await FakeDaemon.SkipWithoutGrpcioAsync();
        FakeDaemon.WriteDescriptor(_directory.FullName);
        await WriteLabAsync("");
    }

    public ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Sandbox_runs_a_command_in_namespaces_of_its_own_and_ends_with_its_code()
    {
        var run = await OvsCtlRun.RunAsync(["sandbox", "--", "sh", "-c", "echo pid-namespace $(readlink /proc/self/ns/pid); ls /run; echo $OVSCTL_SOCKET; ip -br link; exit 5"], Variables);

        Assert.Equal(5, run.ExitCode);
        Assert.DoesNotContain(new FileInfo("/proc/self/ns/pid").LinkTarget ?? "?", run.Out, StringComparison.Ordinal);
        Assert.Contains("\novsctl\n/run/ovsctl/ovsctl.sock\nlo ", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6", 6)]
    [InlineData("7", 7)]
    [InlineData("99", 1)]
    public async Task Daemon_that_ends_at_once_is_reported_with_its_log(string code, int expected)
    {
        var run = await OvsCtlRun.RunAsync(["sandbox", "--", "true"], new Dictionary<string, string>(Variables) { ["FAKE_DIE"] = code });

        Assert.Equal(expected, run.ExitCode);
        Assert.Contains("no /dev/net/tun here", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_that_does_not_exist_exits_with_127() =>
        Assert.Equal(127, (await OvsCtlRun.RunAsync(["sandbox", "--", "no-such-command"], Variables)).ExitCode);

    [Fact]
    public async Task Lab_run_shows_checks_and_takes_down()
    {
        var run = await OvsCtlRun.RunAsync(["lab", "run", LabFile], Variables);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            $"""
            lab red-blue is up: 1 host (0.31 s)

            lab red-blue: up ({LabFile})
            host red

            ok    ping: red <-> blue  (0.31 ms)
            ok    no ping: red -> green  (unreachable)
            2 ok, 0 failed

            bridge v-net-0: 1 flow
            TABLE  PRIORITY  MATCH                     ACTIONS          PACKETS  WHY
            0      100       dl_dst=0a:00:00:00:00:01  output:red-eth0  0        to host red

            lab red-blue is down (0.12 s)

            """,
            run.Out);
    }

    [Fact]
    public async Task Lab_run_exits_with_3_when_a_check_fails()
    {
        await WriteLabAsync("# BAD");

        Assert.Equal(3, (await OvsCtlRun.RunAsync(["lab", "run", LabFile], Variables)).ExitCode);
    }

    [Fact]
    public async Task Kept_lab_is_used_from_outside_and_goes_down_at_SIGTERM()
    {
        using var kept = OvsCtlRun.Start(["lab", "run", "--keep", LabFile], Variables);
        var socket = await SocketOfAsync(kept);
        var outside = new Dictionary<string, string> { ["OVSCTL_SOCKET"] = socket };

        Assert.StartsWith("lab red-blue: up", (await OvsCtlRun.RunAsync(["lab", "status"], outside)).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await OvsCtlRun.RunAsync(["netns", "add", "red"], outside)).ExitCode);
        Assert.Equal("red\n", (await OvsCtlRun.RunAsync(["netns", "list"], outside)).Out);
        var exec = await OvsCtlRun.RunAsync(["exec", "red", "--", "sh", "-c", "echo $ROLE; ls -l /proc/self/ns/net >&2; exit 9"], outside);
        Assert.Equal((9, "client\n"), (exec.ExitCode, exec.Out));
        Assert.Equal(127, (await OvsCtlRun.RunAsync(["exec", "red", "--", "no-such-command"], outside)).ExitCode);

        await SignalAsync(kept, "TERM");
        var run = await OvsCtlRun.EndAsync(kept);
        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith("lab red-blue is down (0.12 s)\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_lab_run_takes_the_lab_down()
    {
        await WriteLabAsync("# HANG");
        using var hung = OvsCtlRun.Start(["lab", "run", LabFile], Variables);
        await UntilAsync(() => File.Exists(HungMark));

        await SignalAsync(hung, "TERM");

        var run = await OvsCtlRun.EndAsync(hung);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("interrupted", run.Error, StringComparison.Ordinal);
        Assert.Equal("lab red-blue is down (0.12 s)\n", run.Out);
        await UntilAsync(() => !DaemonIsRunning());
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("STOP then KILL")]
    public async Task Killed_sandbox_leaves_no_process(string how)
    {
        using var kept = OvsCtlRun.Start(["lab", "run", "--keep", LabFile], Variables);
        await SocketOfAsync(kept);
        Assert.True(DaemonIsRunning());

        foreach (var signal in how.Split(" then ")) await SignalAsync(kept, signal);

        await UntilAsync(() => !DaemonIsRunning());
    }

    // The daemons that other tests start have no such argument.
    private static bool DaemonIsRunning() =>
        Directory.EnumerateDirectories("/proc").Any(folder => ReadCommandLine(folder).Contains("--ovs\0embedded", StringComparison.Ordinal));

    private static string ReadCommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (IOException)
        {
            return ""; // the process ended meanwhile, or the folder is no process's
        }
    }

    private static async Task<string> SocketOfAsync(Process kept)
    {
        while (await kept.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience) is { } line)
        {
            if (SocketLine().Match(line) is { Success: true } match) return match.Groups[1].Value;
        }
        throw new InvalidOperationException("the program ended without naming its socket");
    }

    private static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition()) await Task.Delay(20, patience.Token);
    }

    private Task WriteLabAsync(string comment) =>
        File.WriteAllTextAsync(LabFile, $"lab: red-blue\nhosts:\n  red: {{}}\n{comment}\n", TestContext.Current.CancellationToken);

    [GeneratedRegex("export OVSCTL_SOCKET=(/proc/[0-9]+/root/run/ovsctl/ovsctl.sock)")]
    private static partial Regex SocketLine();
}
