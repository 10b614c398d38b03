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
            var dump = MessageText.Dump(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
            text = dump.Text;
            error = dump.Error?.Message;
            type = dump.Message?.MessageType.ToString() ?? "";
        }
        catch (FormatException)
        {
            error = "not hexadecimal: pairs of the digits 0 to 9 and a to f are allowed";
        }

        return ([new("text", text), new("type", type)], text.TrimEnd('\n'), error);
    }
}
