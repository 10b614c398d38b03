using System.Diagnostics;
using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>What interfaces do to what they send; <c>tc</c> is the witness.</summary>
public sealed class ShapeTests : DaemonFixture
{
    [Fact]
    public async Task A_shape_is_made_changed_live_and_taken_away()
    {
        var file = await WriteLabAsync(Lab("shape: {rate: 1mbit}"));
        Assert.Contains("tc -n a qdisc replace dev eth0 root tbf rate 1mbit burst 16384 latency 50ms", (await OvsCtlAsync("lab", "plan", "-o", "shell", file)).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "up", file)).Ok();
        Assert.Contains("tbf", await TcAsync("a", "eth0"), StringComparison.Ordinal);
        Assert.Contains("rate 1Mbit burst 16Kb", await TcAsync("a", "eth0"), StringComparison.Ordinal);
        Assert.Contains("rate 2Mbit burst 8Kb", await TcAsync("c", "eth0"), StringComparison.Ordinal);
        Assert.Contains("rate 2Mbit burst 8Kb", await TcAsync("b", "eth1"), StringComparison.Ordinal);
        Assert.Contains("no changes", (await OvsCtlAsync("lab", "plan", "--exit-code", file)).Ok(), StringComparison.Ordinal);
        Assert.Contains("rate 1mbit", (await OvsCtlAsync("lab", "status", "shaped")).Ok(), StringComparison.Ordinal);
        var index = (await Programs.ShellAsync("ip -n a -o link show eth0 | cut -d: -f1")).Ok();

        var faster = await WriteLabAsync(Lab("shape: {rate: 333333333bit, burst: 100k}"));
        Assert.Contains("it is rate 1mbit burst 16384b", (await OvsCtlAsync("lab", "plan", faster)).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "up", faster)).Ok();
        Assert.Contains("rate 333333Kbit", await TcAsync("a", "eth0"), StringComparison.Ordinal);
        Assert.Contains("no changes", (await OvsCtlAsync("lab", "plan", "--exit-code", faster)).Ok(), StringComparison.Ordinal);
        Assert.Equal(index, (await Programs.ShellAsync("ip -n a -o link show eth0 | cut -d: -f1")).Ok());

        (await OvsCtlAsync("lab", "pause", "shaped")).Ok();
        (await Programs.ShellAsync("tc -n a qdisc del dev eth0 root")).Ok();
        Assert.Contains("it sends as fast as it can", (await OvsCtlAsync("lab", "plan", "shaped")).Ok(), StringComparison.Ordinal);

        var plain = await WriteLabAsync(Lab("mtu: 1500"));
        (await OvsCtlAsync("lab", "up", faster)).Ok();
        (await OvsCtlAsync("lab", "resume", "shaped")).Ok();
        (await OvsCtlAsync("lab", "up", plain)).Ok();
        Assert.DoesNotContain("tbf", await TcAsync("a", "eth0"), StringComparison.Ordinal);
        Assert.Contains("no changes", (await OvsCtlAsync("lab", "plan", "--exit-code", plain)).Ok(), StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "shaped")).Ok();
    }

    [Fact]
    public async Task A_rate_holds_back_what_is_sent()
    {
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Lab("shape: {rate: 1mbit}")))).Ok();
        const string Receive = "import socket; s = socket.create_server(('10.0.0.2', 9000)); print('ready', flush=True); c, _ = s.accept(); n = 0\nwhile d := c.recv(65536): n += len(d)\nprint(n)";
        const string Send = "import socket; s = socket.create_connection(('10.0.0.2', 9000)); s.sendall(bytes(1000000)); s.shutdown(socket.SHUT_WR); s.recv(1)";
        using var receiver = StartOvsCtl("exec", "b", "--", "python3", "-c", Receive);
        Assert.Equal("ready", await receiver.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        var started = Stopwatch.GetTimestamp();
        (await OvsCtlAsync("exec", "a", "--", "python3", "-c", Send)).Ok();
        // Eight million bits at a million a second, less a burst. A busy machine makes it longer, nothing makes it shorter.
        Assert.True(Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(4), $"a megabyte took {Stopwatch.GetElapsedTime(started)}");
        Assert.Equal("1000000\n", (await Programs.EndAsync(receiver)).Ok());
        (await OvsCtlAsync("lab", "down", "shaped")).Ok();
    }

    [Fact]
    public async Task A_shape_is_set_by_hand_and_its_lab_does_not_mend_it()
    {
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Lab("mtu: 1500")))).Ok();
        Assert.Equal("a:eth0 sends as fast as it can\n", (await OvsCtlAsync("shape", "a")).Ok());
        Assert.Equal("c:eth0 sends with rate 2mbit burst 8192b\n", (await OvsCtlAsync("shape", "c:eth0")).Ok());

        var set = await OvsCtlAsync("shape", "a", "rate=3mbit", "-v");
        Assert.Equal("a:eth0 sends with rate 3mbit burst 16384b\n", set.Ok());
        Assert.Contains("tc -n a qdisc replace dev eth0 root tbf rate 3mbit burst 16384 latency 50ms\n", set.Error, StringComparison.Ordinal);
        Assert.Contains("lab shaped is paused", set.Error, StringComparison.Ordinal);
        (await OvsCtlAsync("shape", "a:eth0", "rate=4mbit", "burst=20k")).Ok();
        Assert.Contains("rate 4Mbit burst 20Kb", await TcAsync("a", "eth0"), StringComparison.Ordinal);
        Assert.Equal("[{\"interface\":\"a:eth0\",\"shape\":\"rate 4mbit burst 20480b\"}]\n", (await OvsCtlAsync("shape", "a", "-o", "json")).Ok());
        Assert.Contains("- shape of a:eth0", (await OvsCtlAsync("lab", "status", "shaped")).Ok(), StringComparison.Ordinal);

        // Wrong words change nothing.
        foreach (var (words, error) in new[]
        {
            ("rate=10zbit", "'rate' must be bits a second such as 500kbit, 10mbit or 1gbit"), ("rat=1mbit", "did you mean 'rate'?"), ("burst=16k", "a shape needs 'rate', 'delay' or 'loss'"), ("rate=1mbit burst=1k", "'burst' must be at least 1514 bytes"),
            ("1mbit", "'1mbit' is not KEY=VALUE, e.g. rate=10mbit"), ("rate=1mbit rate=2mbit", "'rate'"), ("none rate=1mbit", "'none' is not KEY=VALUE"),
        })
            Assert.Contains(error, (await OvsCtlAsync(["shape", "a", .. words.Split(' ')])).Ends(2).Error, StringComparison.Ordinal);
        (await OvsCtlAsync("shape", "a:eth9", "rate=1mbit")).Ends(5);
        Assert.Contains("rate 4Mbit", await TcAsync("a", "eth0"), StringComparison.Ordinal);

        // As the lab wants it: there is no reason left to stay paused.
        Assert.Contains("lab shaped is looked after", (await OvsCtlAsync("shape", "a", "none")).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("tbf", await TcAsync("a", "eth0"), StringComparison.Ordinal);
        Assert.DoesNotContain("paused", (await OvsCtlAsync("lab", "status", "shaped")).Ok(), StringComparison.Ordinal);

        if ((await Programs.ShellAsync("unshare --net sh -c 'ip link set lo up; tc qdisc add dev lo root netem delay 1ms'")).ExitCode != 0)
            Assert.Contains("this kernel has no queueing discipline netem", (await OvsCtlAsync("shape", "a", "delay=10ms")).Ends(6).Error, StringComparison.Ordinal);
        (await OvsCtlAsync("lab", "down", "shaped")).Ok();
    }

    [Fact]
    public async Task A_kernel_without_netem_refuses_before_anything_is_done()
    {
        var file = await WriteLabAsync(Lab("shape: {delay: 10ms, loss: 1%, rate: 1mbit}"));
        if ((await Programs.ShellAsync("unshare --net sh -c 'ip link set lo up; tc qdisc add dev lo root netem delay 1ms'")).ExitCode == 0)
        {
            (await OvsCtlAsync("lab", "up", file)).Ok();
            Assert.Contains("delay 10ms loss 1%", await TcAsync("a", "eth0"), StringComparison.Ordinal);
            Assert.Contains("rate 1Mbit", await TcAsync("a", "eth0"), StringComparison.Ordinal);
            Assert.Contains("no changes", (await OvsCtlAsync("lab", "plan", "--exit-code", file)).Ok(), StringComparison.Ordinal);
            (await OvsCtlAsync("lab", "down", "shaped")).Ok();
        }
        else
        {
            var before = await Machine.SnapshotAsync();
            foreach (var verb in new[] { "plan", "up" })
            {
                var refused = (await OvsCtlAsync("lab", verb, file)).Ends(6);
                Assert.Contains("the shape of a:eth0: this kernel has no queueing discipline netem", refused.Error, StringComparison.Ordinal);
                Assert.Contains("CONFIG_NET_SCH_NETEM", refused.Error, StringComparison.Ordinal);
            }

            Assert.Equal(before, await Machine.SnapshotAsync());
            // Nor is it wanted by the next daemon.
            Assert.DoesNotContain("shaped", (await Programs.ShellAsync($"ovsdb-client dump unix:{RunDirectory}/state/db.sock OvsCtl Lab")).Ok(), StringComparison.Ordinal);
        }
    }

    private static string Lab(string attachment) => $$"""
        lab: shaped
        switches:
          s1: {}
        hosts:
          a: {s1: {address: 10.0.0.1/24, {{attachment}} } }
          b: {s1: 10.0.0.2/24}
        links:
          - {c: 10.0.1.1/24, b: 10.0.1.2/24, shape: {rate: 2mbit, burst: 8k} }
        """;

    private static async Task<string> TcAsync(string host, string link) => (await Programs.ShellAsync($"tc -n {host} qdisc show dev {link}")).Ok();
}
