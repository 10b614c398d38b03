using System.Globalization;
using System.Text;
using System.Text.Json;
using OvsCtl.Cli.Captures;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Output;
using OvsCtl.Cli.Rendering.Messages;
using OvsCtl.Cli.Terminal;
using OvsCtl.OpenFlow;

namespace OvsCtl.Cli.Rendering;

/// <summary>Messages as ovs-ofctl writes them, or an object a line. What is wrong goes to standard error too, with where it is.</summary>
internal sealed class OfpView(CliContext context) : IDisposable
{
    private static readonly JsonWriterOptions s_json = new() { Encoder = MessageJson.Options.Encoder };

    // Names a switch gives are bytes, and stay what they are.
    private readonly Stream _output = StandardStreams.Bytes;

    private bool _isFirst = true;

    /// <summary>True when something could not be read.</summary>
    public bool HasFailed { get; private set; }

    private bool IsJson => context.Format == OutputFormat.Json;

    public void Write(int line, byte[] message)
    {
        var dump = MessageText.Dump(message);
        if (IsJson) WriteJson(dump);
        else Write(dump.Text);
        if (dump.Error is { } error) Fail($"line {line}: {Words(error)}");
    }

    public void Write(CapturedMessage message)
    {
        var dump = MessageText.Dump(message.Bytes, withPayload: false);
        if (IsJson)
        {
            WriteJson(dump, message);
        }
        else
        {
            Write($"{(_isFirst ? "" : "\n")}{message.Path}:\n{dump.Text}");
            _isFirst = false;
        }

        if (dump.Error is { } error) Fail($"{message.Path}: {Words(error)}");
    }

    /// <summary>A line that is no message.</summary>
    public void WriteError(int line, string error)
    {
        if (IsJson)
        {
            WriteObject(writer =>
            {
                writer.WriteString("text", "");
                writer.WriteString("error", error);
            });
        }

        Fail($"line {line}: {error}");
    }

    /// <summary>A part of a capture that holds no messages though it should.</summary>
    public void WriteLoss(string loss) => Fail(loss);

    public void Dispose() => _output.Dispose();

    private static string Words(OpenFlowException error) =>
        error is OpenFlowProtocolException { Error: { } code } ? $"{code.Name}: {error.Message}" : error.Message;

    private void WriteJson(MessageDump dump, CapturedMessage? captured = null) => WriteObject(writer =>
    {
        writer.WriteString("text", dump.Text);
        if (dump.Error is { } error) writer.WriteString("error", Words(error));
        else writer.WriteNull("error");
        if (captured is not null)
        {
            writer.WriteString("time", captured.Time.ToString("o", CultureInfo.InvariantCulture));
            writer.WriteString("source", $"{captured.Path.Source}:{captured.Path.SourcePort}");
            writer.WriteString("destination", $"{captured.Path.Destination}:{captured.Path.DestinationPort}");
        }

        if (dump.Message is { } message) MessageJson.WriteFields(writer, message);
    });

    private void WriteObject(Action<Utf8JsonWriter> content)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_json))
        {
            writer.WriteStartObject();
            content(writer);
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        _output.Write(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private void Write(string text) => _output.Write(Encoding.Latin1.GetBytes(text));

    private void Fail(string error)
    {
        HasFailed = true;
        context.Terminal.Error.WriteLine(error);
    }
}
