using System.CommandLine;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class PingCommand : CliCommand
{
    public PingCommand(GlobalOptions globals)
        : base(
            "ping",
            "Ping from inside a host. Exits with 1 when nothing answers.",
            "ovsctl ping red blue",
            "ovsctl ping -c 1 -W 0.5 green 203.0.113.8",
            "ovsctl ping root red")
    {
        var from = new Argument<string>("A") { HelpName = "A", Description = "The sender: a host, or root." }.WithAll();
        var to = new Argument<string>("B") { HelpName = "B", Description = "The receiver: a host, a switch, or an address." }.WithAll();
        var count = new Option<int>("--count", "-c") { Description = "How many echo requests.", HelpName = "N", DefaultValueFactory = _ => 3 }.Count();
        var interval = Seconds("--interval", "-i", "Seconds between two requests.", 0.2);
        var timeout = Seconds("--timeout", "-W", "Seconds to wait for each reply.", 1);
        Arguments.Add(from);
        Arguments.Add(to);
        Options.Add(count);
        Options.Add(interval);
        Options.Add(timeout);
        Run(globals, (parse, context, cancellationToken) => PingAsync(
            context,
            new PingRequest
            {
                From = parse.GetRequiredValue(from),
                To = parse.GetRequiredValue(to),
                Count = (uint)parse.GetValue(count),
                IntervalMs = Milliseconds(parse.GetValue(interval)),
                TimeoutMs = Milliseconds(parse.GetValue(timeout)),
            },
            cancellationToken));
    }

    private static async Task<int> PingAsync(CliContext context, PingRequest request, CancellationToken cancellationToken)
    {
        var sentCount = 0;
        var roundTripsMs = new List<double>();
        using var client = context.Connect();
        await foreach (var reply in client.Hosts.PingAsync(request, cancellationToken))
        {
            sentCount++;
            if (reply.Ok) roundTripsMs.Add(reply.RoundTripMs);
            context.Replies.WriteItem(reply, (page, _) => PingView.Write(page, reply));
        }
        if (context.Replies.IsForPeople) PingView.WriteTotal(context.Terminal.OutPage, sentCount, roundTripsMs);
        return roundTripsMs.Count > 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private static Option<double> Seconds(string name, string alias, string description, double value) =>
        new Option<double>(name, alias) { Description = description, DefaultValueFactory = _ => value }.Seconds();

    private static uint Milliseconds(double seconds) => (uint)Math.Round(seconds * 1000);
}
