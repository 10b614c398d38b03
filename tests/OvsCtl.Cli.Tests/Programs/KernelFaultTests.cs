using System.Diagnostics;
using System.Text.Json;
using OvsCtl.Testing;

namespace OvsCtl.Cli.Tests.Programs;

/// <summary>
/// Faults of the kernel's side as a person at the command line meets them. Bad names, names that are taken, the same name at once, address clashes
/// and next hops nobody can reach are in <see cref="LinkCommandTests"/>, <see cref="RouteCommandTests"/> and <see cref="RuleCommandTests"/>, a missing
/// privilege there and in <see cref="NetnsCommandTests"/>; here is what happens while something else changes. The library's side: FaultListTests of OvsCtl.Netns.Tests.
/// </summary>
public sealed class KernelFaultTests
{
    private readonly string _red = $"n{Guid.NewGuid():N}"[..12];

    public KernelFaultTests() => Assert.SkipUnless(Sandbox.SkipReason is null, Sandbox.SkipReason ?? "");

    [Fact]
    public async Task Namespaces_that_vanish_meanwhile_are_there_or_not_and_nothing_worse()
    {
        using var churn = Start($"while :; do ip netns add {_red}; ip -n {_red} link set lo up; ip netns del {_red}; done");
        try
        {
            foreach (var command in new[] { "netns", "netns list-id", "netns pids RED", "netns peer RED lo", "addr RED", "route RED", "link RED", "rule RED", "arp RED", "link set RED:lo up", "link add RED:x bridge", "addr add RED:lo 10.0.0.1/8", "netns exec RED -- true", "nat list RED" })
            {
                var run = await OvsCtlRun.RunAsync(command.Replace("RED", _red, StringComparison.Ordinal).Split(' '));

                // 125: not run. A file that no namespace is bound to yet is said to be one (EINVAL).
                Assert.True(run.ExitCode is 0 or 5 or 125 || run.Error.Contains("no namespace is bound to this file", StringComparison.Ordinal), $"{command}: {run.ExitCode}: {run.Error}");
                Assert.DoesNotContain("unexpected", run.Error, StringComparison.Ordinal);
            }
        }
        finally
        {
            churn.Kill(entireProcessTree: true);
            await churn.WaitForExitAsync(TestContext.Current.CancellationToken);
            await OvsCtlRun.ShellAsync($"ip netns del {_red} 2>/dev/null");
        }
    }

    [Fact]
    public async Task Tables_that_change_while_they_are_read_are_listed_whole()
    {
        await OvsCtlRun.ShellAsync($"ip netns add {_red}; for i in $(seq 100); do echo link add a$i type veth peer name b$i; done | ip -n {_red} -batch -");
        using var churn = Start($"while :; do ip -n {_red} link add x type veth peer name y; ip -n {_red} link del x; done");
        try
        {
            for (var round = 0; round < 5; round++)
            {
                var run = await OvsCtlRun.RunAsync(["link", _red, "-o", "json"]);
                Assert.True(run.ExitCode == 0, run.Error);
                using var json = JsonDocument.Parse(run.Out);
                var names = json.RootElement.EnumerateArray().Select(link => link.GetProperty("ifname").GetString() ?? "").ToList();
                Assert.Equal(names.Count, names.Distinct().Count());
                Assert.Equal(200, names.Count(name => name[0] is 'a' or 'b'));
            }
        }
        finally
        {
            churn.Kill(entireProcessTree: true);
            await churn.WaitForExitAsync(TestContext.Current.CancellationToken);
            await OvsCtlRun.ShellAsync($"ip netns del {_red}");
        }
    }

    /// <summary>More than the kernel keeps for one who does not listen (ENOBUFS): what was lost is not passed over in silence.</summary>
    [Fact]
    public async Task Watcher_that_missed_changes_says_so_and_tells_everything_again()
    {
        await OvsCtlRun.ShellAsync($"ip netns add {_red}");
        using var watch = OvsCtlRun.Start(["netns", "watch", _red]);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var lines = watch.StandardOutput;
        var first = lines.ReadLineAsync(limit.Token).AsTask();
        while (!first.IsCompleted)
        {
            await OvsCtlRun.ShellAsync($"ip -n {_red} link set lo up; ip -n {_red} link set lo down");
            await Task.WhenAny(first, Task.Delay(50, limit.Token));
        }

        await OvsCtlRun.ShellAsync($"kill -STOP {watch.Id}; for i in $(seq 20000); do echo link set dev lo mtu $((1500+i%2)); done | ip -n {_red} -batch -; ip -n {_red} addr add 10.9.8.7/8 dev lo; kill -CONT {watch.Id}");
        while (await lines.ReadLineAsync(limit.Token) is { } line && line != "resync")
        {
        }

        // All there is, the last change among it.
        string? told = "";
        while (told is not null && !told.Contains("10.9.8.7/8", StringComparison.Ordinal)) told = await lines.ReadLineAsync(limit.Token);
        Assert.Equal("add address 10.9.8.7/8 dev lo", told);
        watch.Kill();
        await OvsCtlRun.ShellAsync($"ip netns del {_red}");
    }

    private static Process Start(string script) => Process.Start("sh", ["-c", script]);
}
