using System.CommandLine;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class TopCommand : CliCommand
{
    public TopCommand(GlobalOptions globals)
        : base(
            "top",
            "Ports and flows by rate, until Ctrl-C; where there is no terminal, one look.",
            "ovsctl top",
            "ovsctl top v-net-0 --interval 0.5",
            "ovsctl top -n 3 -o json    # a look a line")
    {
        var bridge = FlowArguments.OptionalBridge();
        var interval = FlowArguments.Interval();
        var count = new Option<uint?>("--count", "-n") { Description = "End after so many looks." }.Count();
        Arguments.Add(bridge);
        Options.Add(interval);
        Options.Add(count);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            var request = new TopRequest { Bridge = parse.GetValue(bridge) ?? "", IntervalMs = FlowArguments.Milliseconds(parse.GetValue(interval)) };
            using var client = context.Connect();
            using var screen = context.Terminal.HasScreen && context.Replies.IsForPeople ? new LiveScreen(context.Terminal) : null;
            var left = parse.GetValue(count) ?? (screen is null ? 1 : uint.MaxValue);
            try
            {
                await foreach (var look in client.Switches.TopAsync(request, cancellationToken))
                {
                    if (screen is not null) screen.Draw(TopView.Lines(look));
                    else context.Replies.WriteItem(look, (page, _) => TopView.Write(page, look));
                    if (--left == 0) break;
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Ctrl-C is how it ends.
            }

            return ExitCode.Ok;
        });
    }
}
