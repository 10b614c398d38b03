namespace OvsCtl.Cli.Tests.Programs;

public sealed class UsageTests
{
    [Theory]
    [InlineData("lbb", "unknown command 'lbb'; did you mean 'lab'?")]
    [InlineData("lab upp x", "unknown command 'upp'; did you mean 'up'?")]
    [InlineData("lab run --kep x", "unknown option '--kep'; did you mean '--keep'?")]
    [InlineData("lab list --verbos", "unknown option '--verbos'; did you mean '--verbose'?")]
    [InlineData("lab list extra", "unexpected argument 'extra'")]
    [InlineData("exec red ip -br a", "come after --")]
    [InlineData("-o xml lab list", "unknown output format 'xml'")]
    [InlineData("ping a b -c 0", "--count: a number from 1 on")]
    [InlineData("ping a b -W -1", "--timeout: from 0")]
    [InlineData("lab", "a command is missing; one of run, up, plan")]
    public async Task Wrong_command_line_exits_with_2_and_says_what_was_meant(string arguments, string expected)
    {
        var run = await OvsCtlRun.RunAsync(arguments.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Theory]
    [InlineData("up")]
    [InlineData("run")]
    [InlineData("plan")]
    [InlineData("down")]
    public async Task Invalid_lab_file_is_found_before_anything_is_contacted(string command)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "hosts: {}\n", TestContext.Current.CancellationToken);

            var run = await OvsCtlRun.RunAsync(["lab", command, file]);

            Assert.Equal(2, run.ExitCode);
            Assert.Contains(file + ":1:1", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("lab list")]
    [InlineData("lab down red-blue")]
    [InlineData("flow list")]
    [InlineData("ping a b")]
    public async Task Without_a_daemon_the_exit_code_is_7_and_the_ways_to_get_one_are_told(string arguments)
    {
        var run = await OvsCtlRun.RunAsync([.. arguments.Split(' '), "--socket", "/nowhere/ovsctl.sock"]);

        Assert.Equal(7, run.ExitCode);
        Assert.Contains("/nowhere/ovsctl.sock: no such socket", run.Error, StringComparison.Ordinal);
        Assert.Contains("ovsctl lab run FILE", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task Every_command_has_help_with_an_example()
    {
        string[] commands = ["lab run", "lab up", "lab walk", "lab plan", "lab check", "lab status", "lab down", "lab graph", "lab export", "lab gc", "lab list", "link", "link list", "link add", "link set", "link del", "link features", "capture", "iperf", "schema", "lab pause", "lab resume", "events", "flow list", "flow watch", "flow diff", "flow add", "flow del", "flow explain", "trace", "bridge show", "bridge add", "bridge del", "port list", "port add", "port del", "group list", "meter list", "topology", "top", "exec", "ping", "netns", "netns list", "netns add", "netns del", "netns exec", "netns attach", "netns set", "netns list-id", "netns pids", "netns identify", "netns peer", "netns watch", "addr", "addr list", "addr add", "addr del", "route", "route list", "route add", "route del", "arp list", "arp add", "arp del", "nat list", "nat del", "rule", "rule list", "rule add", "rule del", "arp", "doctor", "completion", "man", "sandbox"];
        foreach (var command in commands)
        {
            var run = await OvsCtlRun.RunAsync([.. command.Split(' '), "--help"]);

            Assert.Equal(0, run.ExitCode);
            Assert.Matches($@"Examples:\n  (sudo )?ovsctl {command}", run.Out);
        }
    }

    [Fact]
    public async Task Version_is_answered()
    {
        var run = await OvsCtlRun.RunAsync(["--version"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"^ovsctl \d+\.\d+\.\d+\n$", run.Out);
    }

    [Fact]
    public async Task Pipes_get_no_escapes()
    {
        var run = await OvsCtlRun.RunAsync(["doctor"], new Dictionary<string, string> { ["TERM"] = "xterm-256color" });

        Assert.DoesNotContain('\e', run.Out + run.Error);
        Assert.Contains("ovsdb-server", run.Out, StringComparison.Ordinal);
    }
}
