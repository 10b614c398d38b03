using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class BridgeShowCommand : CliCommand
{
    public BridgeShowCommand(GlobalOptions globals)
        : base(
            "show",
            "Bridges with their settings and ports: of labs, and of anybody else.",
            "ovsctl bridge show",
            "ovsctl bridge show v-net-0 -o json")
    {
        var bridge = FlowArguments.OptionalBridge();
        Arguments.Add(bridge);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            using var client = context.Connect();
            var reply = await client.Switches.ShowAsync(new ShowSwitchesRequest { Bridge = parse.GetValue(bridge) ?? "" }, cancellationToken);
            context.Replies.Write(reply, (page, _) => BridgeView.Write(page, reply.Bridges));
            return ExitCode.Ok;
        });
    }
}
