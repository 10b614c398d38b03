namespace OvsCtl.Cli.Tests.Programs;

public sealed class UsageTests
{
    [Theory]
    [InlineData("lbb", "unknown command 'lbb'; did you mean 'lab'?")]
    [InlineData("lab upp x", "unknown command 'upp'; did you mean 'up'?")]
    [InlineData("lab run --kep x", "unknown option '--kep'; did you mean '--keep'?")]
    [InlineData("lab list --verbos", "unknown option '--verbos'; did you mean '--verbose'?")]
    [InlineData("lab list extra", "unexpected argument 'extra': ovsctl lab list\n")]
    [InlineData("netns add red blue", "unexpected argument 'blue': ovsctl netns add NAME\n")]
    [InlineData("addr add red eth0 10.0.0.1/24", "'red' names no interface: HOST:IF, e.g. red:eth0")]
    [InlineData("addr add 10.0.0.1/24 dev eth0", "'10.0.0.1/24' names no interface: HOST:IF, e.g. red:eth0")]
    [InlineData("exec red ip -br a", "come after --")]
    [InlineData("-o xml lab list", "no output format 'xml' here; one of table, wide, json, yaml")]
    [InlineData("lab graph -o png", "no output format 'png' here; one of text, dot, mermaid, svg")]
    [InlineData("ping a b -c 0", "--count: a number from 1 on")]
    [InlineData("ping a b -W -1", "--timeout: from 0")]
    [InlineData("lab", "a command is missing; one of run, up, plan")]
    [InlineData("lab zz", "unknown command 'zz'; one of run, up, plan")]
    [InlineData("nat del filter", "HANDLE is missing: ovsctl nat del TABLE HANDLE")]
    [InlineData("nat del filter x", "'x' is no handle of a rule: a number that 'ovsctl nat list' shows")]
    [InlineData("link set root:x", "CHANGE is missing: ovsctl link set HOST:IF CHANGE...")]
    [InlineData("netns exec", "NAME and CMD are missing: ovsctl netns exec NAME CMD...")]
    [InlineData("arp add red:eth0 10.0.0.1", "MAC is missing: ovsctl arp add HOST:IF ADDRESS MAC")]
    [InlineData("netns identify x", "'x' is no process id")]
    [InlineData("link red sideways", "'sideways' is no STATE; one of down, up")]
    [InlineData("completion tcsh", "'tcsh' is no SHELL; one of bash, zsh, fish")]
    [InlineData("ping a b --count", "--count needs a value: --count N")]
    [InlineData("lab list -o", "--output needs a value: --output FORMAT")]
    [InlineData("top --count x", "--count: a number from 1 on")]
    [InlineData("top --interval x", "--interval: from 0")]
    [InlineData("ofp decode --port x", "--port: a port from 1 to 65535")]
    [InlineData("bridge add a/b", "'a/b' cannot name a bridge")]
    [InlineData("bridge add abcdefghijklmnop", "1 to 15 bytes")]
    [InlineData("route add default via 10.0.0.2", "a host, or root, comes before the route: [unreachable|")]
    [InlineData("rule del from 10.0.0.0/8 lookup 7", "a host, or root, comes before the rule: [not] [from NET]")]
    public async Task Wrong_command_line_exits_with_2_and_says_what_was_meant(string arguments, string expected)
    {
        var run = await OvsCtlRun.RunAsync(arguments.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
        Assert.True(run.Error.Split('\n') is [var what, var where, ""] && what.StartsWith("ovsctl: ", StringComparison.Ordinal) && where.StartsWith("Try 'ovsctl", StringComparison.Ordinal), run.Error);
    }

    [Theory]
    [InlineData("netns ls")]
    [InlineData("link ls")]
    [InlineData("link show root")]
    [InlineData("addr ls")]
    [InlineData("route ls")]
    [InlineData("rule ls")]
    [InlineData("arp ls")]
    public async Task Lists_go_by_the_names_that_ip_and_ls_have_for_them(string arguments)
    {
        var run = await OvsCtlRun.RunAsync(arguments.Split(' '));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
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
        string[] commands = ["lab run", "lab up", "lab walk", "lab plan", "lab check", "lab status", "lab down", "lab graph", "lab export", "lab gc", "lab list", "link", "link list", "link add", "link set", "link del", "link features", "shape", "capture", "iperf", "schema", "lab pause", "lab resume", "events", "flow list", "flow watch", "flow diff", "flow add", "flow del", "flow explain", "trace", "bridge", "bridge show", "bridge add", "bridge del", "port", "port list", "port add", "port del", "group list", "meter list", "topology", "top", "exec", "ping", "netns", "netns list", "netns add", "netns del", "netns exec", "netns all", "netns attach", "netns set", "netns list-id", "netns pids", "netns identify", "netns peer", "netns watch", "addr", "addr list", "addr add", "addr del", "route", "route list", "route get", "route add", "route del", "arp list", "arp add", "arp del", "nat", "nat list", "nat del", "rule", "rule list", "rule add", "rule del", "arp", "doctor", "completion", "man", "sandbox"];
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
