using System.CommandLine;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class FlowAddCommand : CliCommand
{
    public FlowAddCommand(GlobalOptions globals)
        : base(
            "add",
            "Add a flow by hand, in the syntax of 'ovs-ofctl add-flow'; ports may be named. Flows that a lab looks after are not replaced.",
            "ovsctl flow add v-net-0 priority=250,in_port=red-eth0,ip,nw_dst=172.16.10.5,actions=drop",
            "ovsctl flow add v-net-0 'table=1,priority=300,arp,actions=FLOOD'")
    {
        var bridge = FlowArguments.Bridge();
        var flow = new Argument<string[]>("FLOW") { Description = "The flow.", Arity = ArgumentArity.OneOrMore };
        Arguments.Add(bridge);
        Arguments.Add(flow);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            using var client = context.Connect();
            var request = new AddFlowRequest { Bridge = parse.GetRequiredValue(bridge), Flow = string.Join(' ', parse.GetRequiredValue(flow)) };
            var reply = await client.Flows.AddAsync(request, cancellationToken);
            context.Replies.Write(reply, (page, _) => page.Line($"{(reply.Replaced ? "replaced" : "added")} on {request.Bridge}: {FlowLine.Of(reply.Flow)}"));
            return ExitCode.Ok;
        });
    }
}
