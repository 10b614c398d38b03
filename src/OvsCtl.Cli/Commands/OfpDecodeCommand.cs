using System.Buffers;
using OvsCtl.Cli.CommandLine;
using OvsCtl.OpenFlow;

namespace OvsCtl.Cli.Commands;

internal sealed class OfpDecodeCommand : CliCommand
{
    public OfpDecodeCommand(GlobalOptions globals)
        : base(
            "decode",
            "Read OpenFlow 1.3 messages in hexadecimal, one a line, and write each as 'ovs-ofctl ofp-print' does.",
            "echo 0414000800000001 | ovsctl ofp decode",
            "ovsctl ofp decode -o json < messages.hex") =>
        Run(globals, (_, context, cancellationToken) => OfpLines.RunAsync(context, Decode, cancellationToken));

    internal static (IReadOnlyList<KeyValuePair<string, string>> Fields, string Text, string? Error) Decode(string hex)
    {
        var text = "";
        string? error = null;
        var type = "";
        try
        {
            var buffer = new ReadOnlySequence<byte>(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
            if (!OpenFlowCodec.TryRead(ref buffer, out var message)) error = "the message is not complete: it says it is longer";
            else if (!buffer.IsEmpty) error = $"{buffer.Length} bytes follow the message";
            else if (!MessageText.TryFormat(message, out text)) error = $"a message of type {message.MessageType} has no text here yet";
            type = message?.MessageType.ToString() ?? "";
        }
        catch (FormatException)
        {
            error = "not hexadecimal: pairs of the digits 0 to 9 and a to f are allowed";
        }
        catch (OpenFlowProtocolException e)
        {
            error = e.Message;
        }

        return ([new("text", text), new("type", type)], text.TrimEnd('\n'), error);
    }
}
