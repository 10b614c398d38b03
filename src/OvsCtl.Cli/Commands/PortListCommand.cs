using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class PortListCommand : CliCommand
{
    public PortListCommand(GlobalOptions globals)
        : base(
            "list",
            "The ports of a bridge, or of all: number, what is plugged in, state, and what they have received (RX), sent (TX) and dropped.",
            "ovsctl port list",
            "ovsctl port list v-net-0 -o wide    # with bytes, errors, MAC and MTU")
    {
        var bridge = FlowArguments.OptionalBridge();
        Arguments.Add(bridge);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            using var client = context.Connect();
            var reply = await client.Switches.ShowAsync(new ShowSwitchesRequest { Bridge = parse.GetValue(bridge) ?? "" }, cancellationToken);
            context.Replies.Write(reply, (page, isWide) => PortListView.Write(page, reply.Bridges, isWide));
            return ExitCode.Ok;
        });
    }
}
