using System.CommandLine;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Labs;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class PingCommand : CliCommand
{
    private const string All = "all";

    public PingCommand(GlobalOptions globals)
        : base(
            "ping",
            "Ping from inside a host; 'ping all' from every host of a lab to every other. Exits with 1 when nothing answers, or not all.",
            "ovsctl ping red blue",
            "ovsctl ping all                   # a matrix: who reaches whom",
            "ovsctl ping all red-blue -o json",
            "ovsctl ping -c 1 -W 0.5 green 203.0.113.8",
            "ovsctl ping root red")
    {
        var from = new Argument<string>("A") { HelpName = "A", Description = "The sender: a host, or root. Or all." }.WithAll();
        var to = new Argument<string?>("B")
        {
            HelpName = "B",
            Description = "The receiver: a host, a switch, or an address. After all: the lab (default: the only lab).",
            Arity = ArgumentArity.ZeroOrOne,
        }.WithAll();
        from.CompletionSources.Add(All);
        var count = new Option<int>("--count", "-c") { Description = "How many echo requests.", HelpName = "N", DefaultValueFactory = _ => 3 }.Count();
        var interval = Seconds("--interval", "-i", "Seconds between two requests.", 0.2);
        var timeout = Seconds("--timeout", "-W", "Seconds to wait for each reply.", 1);
        var within = new Option<double>("--within") { Description = "For all: the seconds in which every pair must have got an answer.", DefaultValueFactory = _ => 5 }.Seconds();
        Arguments.Add(from);
        Arguments.Add(to);
        Options.Add(count);
        Options.Add(interval);
        Options.Add(timeout);
        Options.Add(within);
        Run(globals, (parse, context, cancellationToken) => parse.GetRequiredValue(from) == All
            ? PingAllAsync(context, parse.GetValue(to), Milliseconds(parse.GetValue(within)), cancellationToken)
            : PingAsync(
                context,
                new PingRequest
                {
                    From = parse.GetRequiredValue(from),
                    To = parse.GetValue(to) ?? throw new CommandFailure(ExitCode.Usage, "ping whom? 'ovsctl ping A B', or 'ovsctl ping all'"),
                    Count = (uint)parse.GetValue(count),
                    IntervalMs = Milliseconds(parse.GetValue(interval)),
                    TimeoutMs = Milliseconds(parse.GetValue(timeout)),
                },
                cancellationToken));
    }

    private static async Task<int> PingAllAsync(CliContext context, string? lab, uint withinMs, CancellationToken cancellationToken)
    {
        using var client = context.Connect();
        var request = new PingAllRequest { Lab = await LabTarget.NameOrOnlyAsync(lab, client, cancellationToken), WithinMs = Math.Max(1, withinMs) };
        var reply = await client.Hosts.PingAllAsync(request, cancellationToken);
        context.Replies.Write(reply, (page, _) => PingMatrixView.Write(page, reply));
        return reply.Pairs.All(pair => pair.Ok) ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<int> PingAsync(CliContext context, PingRequest request, CancellationToken cancellationToken)
    {
        var sentCount = 0;
        var roundTripsMs = new List<double>();
        using var client = context.Connect();
        try
        {
            await foreach (var reply in client.Hosts.PingAsync(request, cancellationToken))
            {
                sentCount++;
                if (reply.Ok) roundTripsMs.Add(reply.RoundTripMs);
                context.Replies.WriteItem(reply, (page, _) => PingView.Write(page, reply));
            }
        }
        finally
        {
            // Also of what came until Ctrl-C.
            if (sentCount > 0 && context.Replies.IsForPeople) PingView.WriteTotal(context.Terminal.OutPage, sentCount, roundTripsMs);
        }

        return roundTripsMs.Count > 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private static Option<double> Seconds(string name, string alias, string description, double value) =>
        new Option<double>(name, alias) { Description = description, DefaultValueFactory = _ => value }.Seconds();

    private static uint Milliseconds(double seconds) => (uint)Math.Round(seconds * 1000);
}
