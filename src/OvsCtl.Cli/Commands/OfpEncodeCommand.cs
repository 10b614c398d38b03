using System.Buffers;
using OvsCtl.Cli.CommandLine;
using OvsCtl.OpenFlow;

namespace OvsCtl.Cli.Commands;

internal sealed class OfpEncodeCommand : CliCommand
{
    public OfpEncodeCommand(GlobalOptions globals)
        : base(
            "encode",
            "Read flows in the syntax of 'ovs-ofctl add-flow', one a line, and write the OpenFlow 1.3 FLOW_MOD of each in hexadecimal, with the flow as Open vSwitch writes it. A line may begin with add, modify, modify_strict, delete or delete_strict; an error says where in the line it is and what is allowed there.",
            "echo 'priority=10,ip,nw_dst=10.0.0.0/8,actions=output:1' | ovsctl ofp encode",
            "echo 'delete table=1,cookie=0x10/-1' | ovsctl ofp encode",
            "ovsctl ofp encode -o json < flows.txt") =>
        Run(globals, (_, context, cancellationToken) => OfpLines.RunAsync(context, Encode, cancellationToken));

    internal static (IReadOnlyList<KeyValuePair<string, string>> Fields, string Text, string? Error) Encode(string flow)
    {
        string hex = "", text = "";
        string? error = null;
        try
        {
            var message = FlowSyntax.Parse(flow);
            var output = new ArrayBufferWriter<byte>();
            OpenFlowCodec.Write(output, message);
            hex = Convert.ToHexStringLower(output.WrittenSpan);
            text = MessageText.Dump(output.WrittenSpan).Text.Replace(" (xid=0x2)", "", StringComparison.Ordinal).TrimEnd('\n');
        }
        catch (FlowSyntaxException e)
        {
            error = e.Message;
        }
        catch (ArgumentException e)
        {
            error = e.Message;
        }

        return ([new("hex", hex), new("text", text)], $"{hex}\n{text}", error);
    }
}
