using System.CommandLine;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class EventsCommand : CliCommand
{
    public EventsCommand(GlobalOptions globals)
        : base(
            "events",
            "What happened to the labs since the daemon started: what was healed, when, and why.",
            "ovsctl events",
            "ovsctl events -w red-blue    # and those to come, until Ctrl-C",
            "ovsctl events -o json        # a line each")
    {
        var target = LabArguments.OptionalNameOrFile();
        target.Description = "Only this lab's (default: all).";
        var follow = new Option<bool>("--watch", "-w") { Description = "Go on with those to come." };
        Arguments.Add(target);
        Options.Add(follow);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            using var client = context.Connect();
            var request = new IncidentsRequest { Lab = parse.GetValue(target) is { } lab ? LabTarget.Name(lab) : "", Follow = parse.GetValue(follow) };
            try
            {
                await foreach (var incident in client.Labs.IncidentsAsync(request, cancellationToken))
                {
                    context.Replies.WriteItem(incident, (page, _) => IncidentView.Write(page, incident));
                    context.Terminal.Out.Flush();
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Ctrl-C is how one ends it.
            }

            return ExitCode.Ok;
        });
    }
}
