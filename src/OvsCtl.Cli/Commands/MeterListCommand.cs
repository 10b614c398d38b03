using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class MeterListCommand : CliCommand
{
    public MeterListCommand(GlobalOptions globals)
        : base(
            "list",
            "The meters of a bridge, or of all: their limits, and what went through them and above.",
            "ovsctl meter list",
            "ovsctl meter list br0 -o json")
    {
        var bridge = FlowArguments.OptionalBridge();
        Arguments.Add(bridge);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            using var client = context.Connect();
            var reply = await client.Switches.ListMetersAsync(new ListMetersRequest { Bridge = parse.GetValue(bridge) ?? "" }, cancellationToken);
            context.Replies.Write(reply, (page, _) => MeterView.Write(page, reply.Meters));
            return ExitCode.Ok;
        });
    }
}
