using System.CommandLine;
using System.Globalization;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;

namespace OvsCtl.Cli.Commands;

internal sealed class FlowDeleteCommand : CliCommand
{
    public FlowDeleteCommand(GlobalOptions globals)
        : base(
            "del",
            "Delete flows that were made by hand: those that a filter of 'ovs-ofctl del-flows' is for. Flows that a lab looks after stay.",
            "ovsctl flow del v-net-0 table=1,arp",
            "ovsctl flow del v-net-0 cookie=0x10/-1",
            "ovsctl flow del v-net-0 --all    # every flow that no lab looks after")
    {
        var bridge = FlowArguments.Bridge();
        var filter = new Argument<string[]>("FILTER") { Description = "Which flows, in flow syntax: table=1,dl_dst=02:00:00:00:00:01.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "All of them." };
        Arguments.Add(bridge);
        Arguments.Add(filter);
        Options.Add(all);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            var request = new DeleteFlowsRequest { Bridge = parse.GetRequiredValue(bridge), Filter = string.Join(',', parse.GetValue(filter) ?? []) };
            if (request.Filter.Length == 0 != parse.GetValue(all))
                throw new CommandFailure(ExitCode.Usage, "say which flows, or --all for every flow that no lab looks after");
            using var client = context.Connect();
            var reply = await client.Flows.DeleteAsync(request, cancellationToken);
            context.Replies.Write(reply, (page, _) => page.Line(Sentence(reply)));
            return ExitCode.Ok;
        });
    }

    private static string Sentence(DeleteFlowsReply reply) =>
        string.Create(CultureInfo.InvariantCulture, $"deleted {Count(reply.DeletedCount)}")
        + (reply.ManagedCount > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {Count(reply.ManagedCount)} of a lab stayed") : "");

    private static string Count(uint count) => count == 1 ? "1 flow" : string.Create(CultureInfo.InvariantCulture, $"{count} flows");
}
