using System.CommandLine;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class FlowWatchCommand : CliCommand
{
    public FlowWatchCommand(GlobalOptions globals)
        : base(
            "watch",
            "Watch the flows of a bridge: on a terminal the busiest with their rates, what changed highlighted; otherwise a line for each change. Until Ctrl-C.",
            "ovsctl flow watch v-net-0",
            "ovsctl flow watch v-net-0 table=1 --interval 0.2",
            "ovsctl flow watch v-net-0 -o json | jq 'select(.kind == \"FLOW_CHANGE_KIND_REMOVED\")'    # a change a line")
    {
        var bridge = FlowArguments.Bridge();
        var filter = FlowArguments.Filter();
        var interval = FlowArguments.Interval();
        var count = new Option<uint>("--count", "-n") { Description = "End after so many looks." }.Count();
        Arguments.Add(bridge);
        Arguments.Add(filter);
        Options.Add(interval);
        Options.Add(count);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            var request = new WatchFlowsRequest
            {
                Bridge = parse.GetRequiredValue(bridge),
                Filter = string.Join(',', parse.GetValue(filter) ?? []),
                IntervalMs = FlowArguments.Milliseconds(parse.GetValue(interval)),
            };
            using var client = context.Connect();
            await FollowAsync(context, request.Bridge, client.Flows.WatchAsync(request, cancellationToken), parse.GetValue(count), cancellationToken);
            return ExitCode.Ok;
        });
    }

    private static async Task FollowAsync(CliContext context, string bridge, IAsyncEnumerable<FlowsLook> looks, uint count, CancellationToken cancellationToken)
    {
        using var screen = context.Terminal.HasScreen && context.Replies.IsForPeople ? new FlowScreen(new LiveScreen(context.Terminal), bridge) : null;
        var seen = 0u;
        try
        {
            await foreach (var look in looks)
            {
                if (screen is not null) screen.Show(look);
                else if (context.Replies.IsForPeople) foreach (var change in look.Changes) context.Terminal.Out.WriteLine(FlowScreen.Line(change));
                else foreach (var change in look.Changes) context.Replies.WriteItem(change, (_, _) => { });
                if (count != 0 && ++seen == count) return;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is how a watch ends.
        }
    }
}
