using System.Globalization;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Output;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Captures;

/// <summary>A line for each frame: when, whether it was received (&lt;) or sent (&gt;), and what it is.</summary>
internal sealed class FrameLines(CliContext context) : CaptureSink
{
    private const long NanosecondsPerTick = 100;

    public override bool IsPipe => Console.IsOutputRedirected;

    public override void Write(in ReceivedFrame frame)
    {
        var headers = FrameHeaders.Read(frame.Data);
        var summary = FrameSummary.Of(headers);
        if (context.Format == OutputFormat.Json)
        {
            var (nanoseconds, isOutgoing, length) = (frame.Nanoseconds, frame.IsOutgoing, frame.Length);
            var (from, to) = (Address(headers.Source), Address(headers.Destination));
            context.Terminal.Out.WriteLine(JsonText.Write(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("timeNs", nanoseconds);
                json.WriteString("direction", isOutgoing ? "sent" : "received");
                json.WriteNumber("length", length);
                if (from is not null) json.WriteString("from", from);
                if (to is not null) json.WriteString("to", to);
                json.WriteString("summary", summary);
                json.WriteEndObject();
            }));
            return;
        }

        var time = DateTimeOffset.UnixEpoch.AddTicks(frame.Nanoseconds / NanosecondsPerTick).ToLocalTime();
        context.Terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time:HH:mm:ss.ffffff} {(frame.IsOutgoing ? '>' : '<')} {summary}"));
    }

    public override void Flush() => context.Terminal.Out.Flush();

    public override void End(ulong seen, ulong dropped) => Flush();

    public override void Dispose()
    {
        // Standard output is not ours to close.
    }

    private static string? Address(ReadOnlySpan<byte> address) => address.Length > 0 ? FrameHeaders.Text(address) : null;
}
