using OvsCtl.Cli.Tests.Fakes;

namespace OvsCtl.Cli.Tests.Programs;

/// <summary>The program against a daemon with the API's semantics.</summary>
public sealed class DaemonCommandTests : IAsyncLifetime
{
    private FakeDaemon? _daemon;
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");

    public async ValueTask InitializeAsync()
    {
        _daemon = await FakeDaemon.StartAsync();
        await WriteLabAsync("");
    }

    public async ValueTask DisposeAsync()
    {
        File.Delete(_file);
        if (_daemon is not null) await _daemon.DisposeAsync();
    }

    [Fact]
    public async Task Lab_goes_up_once_and_down_once()
    {
        var first = await RunAsync("lab", "up", "-v", _file);
        Assert.Equal((0, true), (first.ExitCode, first.Out.StartsWith("lab red-blue is up", StringComparison.Ordinal)));
        Assert.Equal("# host red: in the file, not there\nip netns add red\n", first.Error);

        var second = await RunAsync("lab", "up", _file);
        Assert.Equal((0, "lab red-blue: nothing to do\n", ""), (second.ExitCode, second.Out, second.Error));

        var status = await RunAsync("lab", "status");
        Assert.Equal($"lab red-blue: up ({_file})\nhost red\n", status.Out);

        var down = await RunAsync("lab", "down", "red-blue");
        Assert.Equal((0, "lab red-blue is down (0.12 s)\n"), (down.ExitCode, down.Out));

        Assert.Equal(5, (await RunAsync("lab", "down", "red-blue")).ExitCode);
        Assert.Equal(5, (await RunAsync("lab", "status")).ExitCode);
    }

    [Fact]
    public async Task Failed_step_is_named_and_the_way_out_told()
    {
        await WriteLabAsync("# FAIL");

        var run = await RunAsync("lab", "up", _file);

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains("host red: File exists", run.Error, StringComparison.Ordinal);
        Assert.Contains("left out because they need it: 2 steps", run.Error, StringComparison.Ordinal);
        Assert.Contains("'ovsctl lab down red-blue' cleans up", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pending_changes_exit_with_4_when_asked()
    {
        Assert.Equal(4, (await RunAsync("lab", "plan", _file, "--exit-code")).ExitCode);
        var plan = await RunAsync("lab", "plan", _file);
        Assert.Equal((0, "lab red-blue: 1 change\n+ host red  in the file, not there\n"), (plan.ExitCode, plan.Out));
        Assert.Equal(5, (await RunAsync("lab", "plan", "unknown-lab")).ExitCode);
    }

    [Fact]
    public async Task Checks_are_printed_in_file_order_and_a_failed_one_exits_with_3()
    {
        await RunAsync("lab", "up", _file);
        var good = await RunAsync("lab", "check");
        Assert.Equal((0, "ok    ping: red <-> blue  (0.31 ms)\nok    no ping: red -> green  (unreachable)\n2 ok, 0 failed\n"), (good.ExitCode, good.Out));

        await RunAsync("lab", "down", "red-blue");
        await WriteLabAsync("# BAD");
        await RunAsync("lab", "up", _file);
        var bad = await RunAsync("lab", "check", "red-blue");
        Assert.Equal(3, bad.ExitCode);
        Assert.Contains("FAIL  no ping: red -> green  (0.2 ms)\n1 ok, 1 failed\n", bad.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_words_become_exit_codes()
    {
        var lost = await RunAsync("flow", "list", "lost");
        Assert.Equal((7, "ovsctl: ovsdb-server does not answer\n"), (lost.ExitCode, lost.Error));
        Assert.Equal(125, (await RunAsync("exec", "nobody", "--", "true")).ExitCode);
        Assert.Equal(0, (await RunAsync("ping", "red", "blue", "-c", "2")).ExitCode);
        Assert.Equal(1, (await RunAsync("ping", "red", "nowhere", "-c", "1")).ExitCode);
    }

    [Fact]
    public async Task Streams_are_a_line_of_json_each()
    {
        var run = await RunAsync("ping", "red", "blue", "-c", "2", "-o", "json");

        Assert.Equal(2, run.Out.TrimEnd().Split('\n').Length);
        Assert.All(run.Out.TrimEnd().Split('\n'), line => Assert.StartsWith("{ \"sequence\": ", line, StringComparison.Ordinal));
    }

    private Task<OvsCtlRun> RunAsync(params string[] arguments) =>
        OvsCtlRun.RunAsync(arguments, new Dictionary<string, string> { ["OVSCTL_SOCKET"] = _daemon?.SocketPath ?? "" });

    private Task WriteLabAsync(string comment) =>
        File.WriteAllTextAsync(_file, $"lab: red-blue\nhosts:\n  red: {{}}\n{comment}\n", TestContext.Current.CancellationToken);
}
