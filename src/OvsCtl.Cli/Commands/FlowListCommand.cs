using System.CommandLine;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class FlowListCommand : CliCommand
{
    public FlowListCommand(GlobalOptions globals)
        : base(
            "list",
            "The flows of a bridge, or of all, with what each is for.",
            "ovsctl flow list v-net-0",
            "ovsctl flow list -o wide    # with bytes, age, timeouts, cookie and owner")
    {
        var bridge = new Argument<string?>("BRIDGE") { Description = "The bridge (default: all).", Arity = ArgumentArity.ZeroOrOne };
        Arguments.Add(bridge);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            using var client = context.Connect();
            var reply = await client.Flows.ListAsync(new ListFlowsRequest { Bridge = parse.GetValue(bridge) ?? "" }, cancellationToken);
            context.Replies.Write(reply, (page, isWide) => FlowView.Write(page, reply, isWide));
            return ExitCode.Ok;
        });
    }
}
