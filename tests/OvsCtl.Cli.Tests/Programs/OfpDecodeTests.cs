using System.Text.Json;

namespace OvsCtl.Cli.Tests.Programs;

public sealed class OfpDecodeTests : IDisposable
{
    private const string Barrier = "0414000800000001";
    private const string BarrierText = "OFPT_BARRIER_REQUEST (OF1.3) (xid=0x1):\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("ofp-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_line_becomes_what_ofp_print_writes()
    {
        var run = await DecodeAsync($"{Barrier}\n04 14.00 08\t00 00 00 02\r\n0402000c00000003deadbeef");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            BarrierText + "OFPT_BARRIER_REQUEST (OF1.3) (xid=0x2):\nOFPT_ECHO_REQUEST (OF1.3) (xid=0x3): 4 bytes of payload\n"
            + "00000000  de ad be ef                                     |....            |\n",
            run.Out);
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_its_place_and_the_other_lines_are_still_written()
    {
        var run = await DecodeAsync($"041\n04zz\n\n{Barrier}{Barrier}\n04140009000000\n{Barrier}\n");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            "OpenFlow message is empty\n"
            + "(***only uses 8 bytes out of 16***)\n00000000  04 14 00 08 00 00 00 01-04 14 00 08 00 00 00 01 |................|\n"
            + "OpenFlow packet too short (only 7 bytes):\n00000000  04 14 00 09 00 00 00                            |.......         |\n"
            + BarrierText,
            run.Out);
        var errors = run.Error.TrimEnd('\n').Split('\n');
        Assert.Equal(5, errors.Length);
        Assert.Equal("line 1: character 3: a byte has two digits, this one has only '1'", errors[0]);
        Assert.Equal("line 2: character 3: 'z' is not hexadecimal; the digits 0 to 9 and a to f are allowed", errors[1]);
        Assert.StartsWith("line 3: OFPBRC_BAD_LEN: ", errors[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_json_each_line_is_an_object()
    {
        var run = await DecodeAsync($"{Barrier}\nxx\n0100000800000000\n0105000800000000\n", "-o", "json");

        Assert.Equal(1, run.ExitCode);
        var lines = run.Out.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(4, lines.Count);
        Assert.Equal((BarrierText, JsonValueKind.Null, "barrier_request", 1), (Text(lines[0]), lines[0].GetProperty("error").ValueKind, lines[0].GetProperty("kind").GetString(), lines[0].GetProperty("xid").GetInt32()));
        Assert.Equal(("", "character 1: 'x' is not hexadecimal; the digits 0 to 9 and a to f are allowed"), (Text(lines[1]), lines[1].GetProperty("error").GetString()));
        Assert.Equal("OFPT_HELLO (xid=0x0):\n version bitmap: 0x01\n", Text(lines[2]));
        Assert.Equal(("", "A message of version 0x01 has no text here; OpenFlow 1.3 is 0x04."), (Text(lines[3]), lines[3].GetProperty("error").GetString()));
    }

    [Fact]
    public async Task A_capture_becomes_what_ofp_parse_pcap_writes()
    {
        // The second half of a message, early, then twice; both directions; a segment of another connection.
        var capture = new PcapBuilder();
        capture.Segment(40000, 6653, 100, PcapBuilder.Syn);
        capture.Segment(40000, 6653, 109, 0, "00000001");
        capture.Segment(40000, 6653, 101, 0, Barrier[..8] + "0000");
        capture.Segment(40000, 6653, 101, 0, Barrier[..8]);
        capture.Segment(40000, 6653, 105, 0, "00000001");
        capture.Segment(6653, 40000, 7, 0, "0402000c00000003deadbeef" + Barrier);
        capture.Segment(80, 40000, 7, 0, Barrier);
        var file = Path.Combine(_folder, "a.pcap");
        await File.WriteAllBytesAsync(file, capture.ToArray(), TestContext.Current.CancellationToken);

        var run = await OvsCtlRun.RunAsync(["ofp", "decode", file]);

        Assert.Equal(
            $"10.0.0.1.40000 > 10.0.0.2.6653:\n{BarrierText}\n10.0.0.1.6653 > 10.0.0.2.40000:\nOFPT_ECHO_REQUEST (OF1.3) (xid=0x3): 4 bytes of payload\n"
            + $"\n10.0.0.1.6653 > 10.0.0.2.40000:\n{BarrierText}",
            run.Out);
        Assert.Equal(("10.0.0.1.40000 > 10.0.0.2.6653: ends with 4 bytes of a message that is not complete\n", 1), (run.Error, run.ExitCode));
    }

    [Fact]
    public async Task The_port_of_the_controller_may_be_another_and_pcapng_is_read_from_standard_input()
    {
        var capture = new PcapBuilder();
        capture.Segment(80, 40000, 7, 0, Barrier);

        var run = await DecodeAsync(capture.ToPcapNg(), "--port", "80", "-o", "json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var document = JsonDocument.Parse(run.Out);
        Assert.Equal((BarrierText, "10.0.0.1:80", "10.0.0.2:40000", "1970-01-01T00:00:05.0000000+00:00"), (
            Text(document.RootElement),
            document.RootElement.GetProperty("source").GetString(),
            document.RootElement.GetProperty("destination").GetString(),
            document.RootElement.GetProperty("time").GetString()));
    }

    [Fact]
    public async Task A_capture_that_is_cut_off_or_not_there_is_an_error()
    {
        var capture = new PcapBuilder();
        capture.Segment(6653, 40000, 7, 0, Barrier);

        var cut = await DecodeAsync(capture.ToArray()[..^3]);
        var absent = await OvsCtlRun.RunAsync(["ofp", "decode", "-r", Path.Combine(_folder, "none.pcap")]);
        var two = await OvsCtlRun.RunAsync(["ofp", "decode", "a", "-r", "b"]);

        Assert.Equal(2, cut.ExitCode);
        Assert.Contains("the capture: it ends 3 bytes before the end of a record", cut.Error, StringComparison.Ordinal);
        Assert.Equal(5, absent.ExitCode);
        Assert.Contains("none.pcap: no such file", absent.Error, StringComparison.Ordinal);
        Assert.Equal(2, two.ExitCode);
    }

    [Fact]
    public async Task Help_has_examples()
    {
        var run = await OvsCtlRun.RunAsync(["ofp", "decode", "--help"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("ovsctl ofp decode openflow.pcap", run.Out, StringComparison.Ordinal);
    }

    private static string? Text(JsonElement line) => line.GetProperty("text").GetString();

    private static Task<OvsCtlRun> DecodeAsync(string lines, params string[] arguments) => DecodeAsync(System.Text.Encoding.Latin1.GetBytes(lines), arguments);

    private static async Task<OvsCtlRun> DecodeAsync(byte[] input, params string[] arguments)
    {
        using var process = OvsCtlRun.Start(["ofp", "decode", .. arguments]);
        await process.StandardInput.BaseStream.WriteAsync(input, TestContext.Current.CancellationToken);
        return await OvsCtlRun.EndAsync(process);
    }
}
