using System.Text.Json;
using OvsCtl.Integration.Tests.Support;

namespace OvsCtl.Integration.Tests;

/// <summary>Frames seen from inside a host, and how much goes between two; tcpdump is the witness.</summary>
public sealed class CaptureTests : DaemonFixture
{
    private const string Lab = """
        lab: seen
        switches:
          s1: {}
        hosts:
          a: {s1: 10.0.0.1/24}
          b: {s1: 10.0.0.2/24}
        """;

    [Fact]
    public async Task Frames_are_shown_written_and_filtered()
    {
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Lab))).Ok();
        var file = Path.Combine(RunDirectory, "a.pcapng");
        using var lines = StartOvsCtl("capture", "a", "icmp", "and", "host", "10.0.0.2");
        using var json = StartOvsCtl("capture", "b", "-c", "2", "-o", "json", "icmp");
        using var written = StartOvsCtl("capture", "a:eth0", "-w", file, "-c", "4", "icmp");
        using var piped = Programs.Start("/bin/sh", ["-c", $"{Programs.OvsCtl} --socket {Socket} capture a -c 4 -w - icmp | tcpdump -nr - 2>/dev/null"]);
        foreach (var capture in new[] { lines, json, written, piped })
            Assert.Contains("capturing on ", await capture.StandardError.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        // The line is written just before the socket is opened.
        await Eventually.TrueAsync(async () => (await Programs.ShellAsync("ip netns exec a grep -c ' 0003 ' /proc/net/packet")).Out.Trim() == "3", "the captures' sockets");
        (await OvsCtlAsync("ping", "a", "b", "-c", "2", "-i", "0.05")).Ok();

        Assert.Matches(@"10\.0\.0\.1 > 10\.0\.0\.2: ICMP echo request", (await Programs.EndAsync(piped)).Ok());
        Assert.Contains("ovsctl: 4 frames captured", (await Programs.EndAsync(written)).Error, StringComparison.Ordinal);
        var read = (await Programs.ShellAsync($"tcpdump -nr {file} 2>/dev/null")).Ok();
        Assert.Equal(4, read.TrimEnd().Split('\n').Length);
        Assert.Contains("IP 10.0.0.2 > 10.0.0.1: ICMP echo reply", read, StringComparison.Ordinal);
        var first = JsonDocument.Parse((await Programs.EndAsync(json)).Ok().Split('\n')[0]).RootElement;
        Assert.Equal(("received", "10.0.0.1"), (first.GetProperty("direction").GetString(), first.GetProperty("from").GetString()));

        var (sent, received) = (await lines.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), await lines.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Matches(@"^\d\d:\d\d:\d\d\.\d{6} > 10\.0\.0\.1 > 10\.0\.0\.2 ICMP echo request id \d+ seq 1$", sent);
        Assert.Matches(@"^\S+ < 10\.0\.0\.2 > 10\.0\.0\.1 ICMP echo reply id \d+ seq 1$", received);
        (await Programs.RunAsync("kill", ["-INT", $"{lines.Id}"])).Ok();
        Assert.Matches(@"ovsctl: 4 frames captured, \d+ seen, 0 dropped by the kernel\n$", (await Programs.EndAsync(lines)).Ends(0).Error);

        var wrong = await OvsCtlAsync("capture", "a", "tcp", "prot", "80");
        Assert.Equal("ovsctl: the filter: expected 'and' or 'or', found 'prot'\n  tcp prot 80\n      ^~~~\n", wrong.Ends(2).Error);
        (await OvsCtlAsync("capture", "nobody")).Ends(5);
        (await OvsCtlAsync("lab", "down", "seen")).Ok();
    }

    [Fact]
    public async Task Throughput_is_measured_over_tcp_and_udp()
    {
        (await OvsCtlAsync("lab", "up", await WriteLabAsync(Lab.Replace("{s1: 10.0.0.1/24}", "{s1: {address: 10.0.0.1/24, shape: {rate: 8mbit}}}", StringComparison.Ordinal)))).Ok();
        Assert.Matches(@"(?s)^a -> b \(10\.0\.0\.2\), TCP\n.*bit/s: \d+ bytes in \d", (await OvsCtlAsync("iperf", "a", "b", "-t", "1.5")).Ok());

        using var tcp = JsonDocument.Parse((await OvsCtlAsync("iperf", "a", "b", "-t", "1", "-o", "json")).Ok());
        // No more than the shape lets through; a busy machine makes it less.
        Assert.InRange(tcp.RootElement.GetProperty("bitsPerSecond").GetDouble(), 1, 9_000_000);
        using var udp = JsonDocument.Parse((await OvsCtlAsync("iperf", "a", "b", "--udp", "--rate", "1mbit", "-t", "1", "-o", "json")).Ok());
        Assert.True(udp.RootElement.GetProperty("receivedDatagrams").GetInt64() > 0);
        Assert.True(udp.RootElement.GetProperty("sentDatagrams").GetInt64() <= 92);
        Assert.Contains("--rate goes with --udp", (await OvsCtlAsync("iperf", "a", "b", "--rate", "1mbit")).Ends(2).Error, StringComparison.Ordinal);
        (await OvsCtlAsync("iperf", "a", "nobody")).Ends(5);
        (await OvsCtlAsync("lab", "down", "seen")).Ok();
    }
}
