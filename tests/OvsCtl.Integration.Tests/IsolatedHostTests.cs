using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>Hosts whose process has namespaces beside the network, and programs and shells inside of hosts.</summary>
public sealed class IsolatedHostTests : DaemonFixture
{
    private const string Lab = """
        lab: iso
        hosts:
          box: {isolate: [pid, uts, ipc, mount]}
          named: {isolate: uts, run: sleep 1000 & exec sleep 1001}
          open: {}
          brief: {isolate: [pid, mount], run: exit 3}
        links:
          - {box: 10.0.0.1/24, open: 10.0.0.2/24}
        """;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Lab))).Ok();
    }

    public override async ValueTask DisposeAsync()
    {
        (await OvsCtlAsync("lab", "down", "iso")).Ok();
        Assert.Empty(Machine.LabProcesses());
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Programs_run_where_the_process_is()
    {
        var inside = (await ExecAsync("box", "uname -n; cat /proc/1/comm; ls -d /proc/[0-9]* | wc -l; ls /sys/class/net | xargs; mount -t tmpfs tmpfs /mnt; touch /mnt/mark")).Ok().Split('\n');
        Assert.Equal(["box", "sleep"], inside[..2]);
        Assert.InRange(int.Parse(inside[2], System.Globalization.CultureInfo.InvariantCulture), 2, 5);
        Assert.Equal("eth0 lo", inside[3]);
        (await ExecAsync("box", "test -e /mnt/mark")).Ok();
        (await Programs.ShellAsync("test -e /mnt/mark")).Ends(1);

        foreach (var kind in new[] { "pid", "uts", "ipc", "mnt", "net" })
            Assert.NotEqual(new FileInfo($"/proc/self/ns/{kind}").LinkTarget, (await ExecAsync("box", $"readlink /proc/self/ns/{kind}")).Ok().Trim());
        Assert.Equal("named\n", (await ExecAsync("named", "uname -n")).Ok());
        foreach (var kind in new[] { "pid", "ipc", "mnt" })
            Assert.Equal(new FileInfo($"/proc/self/ns/{kind}").LinkTarget, (await ExecAsync("named", $"readlink /proc/self/ns/{kind}")).Ok().Trim());
        Assert.Contains("no changes", (await OvsCtlAsync("lab", "plan", "--exit-code", "iso")).Ok(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("box")]
    [InlineData("open")]
    public async Task Exit_codes_are_those_of_docker(string host)
    {
        (await ExecAsync(host, "exit 42")).Ends(42);
        (await OvsCtlAsync("exec", host, "--", "no-such-program")).Ends(127);
        (await OvsCtlAsync("exec", host, "--", "/etc/passwd")).Ends(126);
        (await OvsCtlAsync("exec", "nowhere", "--", "true")).Ends(125);
        (await OvsCtlAsync("shell", "nowhere")).Ends(125);
        (await ExecAsync(host, "kill -9 $$")).Ends(137);
    }

    [Theory]
    [InlineData("box", "/bin/sh", "box")]
    [InlineData("box", "/bin/bash", "box")]
    [InlineData("open", "/bin/sh", "")]
    [InlineData("open", "/bin/bash", "")]
    public async Task A_shell_has_the_terminal_with_its_size_and_Ctrl_C(string host, string shell, string name)
    {
        var run = await OnTerminalAsync(
            ["shell", host],
            shell,
            ("echo na''me $(uname -n); echo si''ze $(stty size)\n", "size 33 101"),
            ("sh -c 'echo wai\"\"ting; exec sleep 1000'\n", "waiting"),
            ("\u0003", "^C"),
            ("echo he''re\n", "here"),
            ("exit 7\n", "exit 7"));
        Assert.Contains(name.Length > 0 ? $"name {name}" : $"name {Environment.MachineName}", run.Ends(7).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("box")]
    [InlineData("open")]
    public async Task Ctrl_C_is_the_programs_own_affair(string host) =>
        (await OnTerminalAsync(
            ["exec", host, "--", "sh", "-c", "n=0; trap 'n=$((n+1)); echo interrupted $n' INT; echo rea''dy; while [ $n -lt 3 ]; do sleep 0.05; done; exit 5"],
            "/bin/sh",
            ("", "ready"),
            ("\u0003", "interrupted 1"),
            ("\u0003", "interrupted 2"),
            ("\u0003", "interrupted 3"))).Ends(5);

    [Fact]
    public async Task Who_reads_from_the_terminal_after_a_shell_is_not_stopped() =>
        (await Terminal.RunAsync(
            ["/bin/sh", "-c", $"{Programs.OvsCtl} --socket {Socket} shell box; read word; echo go''t $word"],
            new Dictionary<string, string> { ["SHELL"] = "/bin/bash" },
            ("echo in''side\n", "inside"),
            ("exit\n", "exit"),
            ("word\n", "got word"))).Ok();

    [Fact]
    public async Task A_SIGTERM_reaches_the_program()
    {
        using var exec = StartOvsCtl("exec", "box", "--", "sh", "-c", "echo ready; exec sleep 1000");
        Assert.Equal("ready", await exec.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        (await Programs.RunAsync("kill", ["-TERM", $"{exec.Id}"])).Ok();
        (await Programs.EndAsync(exec)).Ends(143);
    }

    [Fact]
    public async Task Nobody_enters_a_process_that_has_ended()
    {
        await Eventually.TrueAsync(async () => (await ExecAsync("brief", "true")).ExitCode == 125, "the end of the process");
        Assert.Contains("the process of host brief has ended (exit code 3)", (await ExecAsync("brief", "true")).Ends(125).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restarted_daemon_finds_an_isolated_process_again()
    {
        (await ExecAsync("box", "mount -t tmpfs tmpfs /mnt; touch /mnt/mark")).Ok();
        await StopDaemonAsync();
        await StartDaemonAsync("--ovs", "embedded");
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Lab))).Ok();
        (await ExecAsync("box", "test -e /mnt/mark")).Ok();
    }

    [Fact]
    public async Task A_process_with_a_handler_is_asked_before_it_is_killed()
    {
        var mark = Path.Combine(RunDirectory, "asked");
        var file = await WriteLabAsync($"lab: asked\nhosts:\n  polite: {{isolate: [pid, mount], run: \"trap 'echo asked >{mark}; exit 0' TERM; touch {mark}; while :; do sleep 0.05; done\"}}\n");
        (await OvsCtlAsync("lab", "up", file)).Ok();
        await Eventually.TrueAsync(() => File.Exists(mark), "the handler");
        (await OvsCtlAsync("lab", "down", "asked")).Ok();
        Assert.Equal("asked\n", await File.ReadAllTextAsync(mark, TestContext.Current.CancellationToken));
    }

    private Task<Run> ExecAsync(string host, string script) => OvsCtlAsync("exec", host, "--", "sh", "-c", script);

    private Task<Run> OnTerminalAsync(string[] command, string shell, params (string Typed, string Answer)[] steps) =>
        Terminal.RunAsync([Programs.OvsCtl, "--socket", Socket, .. command], new Dictionary<string, string> { ["SHELL"] = shell }, steps);
}
