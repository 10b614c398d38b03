using System.Diagnostics;
using OvsCtl.Cli.Captures;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Tests.Captures;

public sealed class PcapNgWriterTests
{
    private const long Time = 1_700_000_000_123_456_789;

    [Fact]
    public async Task What_is_written_is_read_again()
    {
        var frames = new List<CapturedFrame>();
        using var stream = new MemoryStream(Write());
        await foreach (var frame in PcapNg.ReadAsync(new ByteReader(stream), TestContext.Current.CancellationToken)) frames.Add(frame);

        Assert.Equal([Frames.Arp, Frames.Tcp, Frames.Udp], frames.Select(f => f.Data.ToArray()));
        Assert.All(frames, f => Assert.Equal(1, f.LinkType));
    }

    [Fact]
    public async Task Tcpdump_reads_it_with_nanoseconds()
    {
        if (!File.Exists("/usr/bin/tcpdump")) Assert.Skip("no tcpdump");
        using var tcpdump = Process.Start(new ProcessStartInfo("tcpdump", ["--nano", "-tt", "-nr", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("tcpdump did not start");
        var output = tcpdump.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = tcpdump.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tcpdump.StandardInput.BaseStream.WriteAsync(Write(), TestContext.Current.CancellationToken);
        tcpdump.StandardInput.Close();
        await tcpdump.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.True(tcpdump.ExitCode == 0, await errors);
        Assert.Contains("1700000000.123456789 ARP, Request who-has 10.0.0.2 tell 10.0.0.1", await output, StringComparison.Ordinal);
        Assert.Contains("1700000000.123456790 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S]", await output, StringComparison.Ordinal);
    }

    private static byte[] Write()
    {
        using var stream = new MemoryStream();
        var writer = new PcapNgWriter(stream);
        writer.WriteHeader("eth0", "tcp or arp");
        writer.Write(new ReceivedFrame(Frames.Arp, Frames.Arp.Length, Time, isOutgoing: true));
        writer.Write(new ReceivedFrame(Frames.Tcp, Frames.Tcp.Length, Time + 1, isOutgoing: false));
        writer.Write(new ReceivedFrame(Frames.Udp, Frames.Udp.Length + 100, Time + 2, isOutgoing: false));
        writer.WriteStatistics(Time + 3, 3, 0);
        return stream.ToArray();
    }
}
