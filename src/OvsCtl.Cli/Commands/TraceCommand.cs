using System.CommandLine;
using OvsCtl.Api.V1;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class TraceCommand : CliCommand
{
    public TraceCommand(GlobalOptions globals)
        : base(
            "trace",
            "Say which way a packet would go, in words: routes, links, every flow it matches and why, address translation, and where it ends. Sends nothing. Exits with 3 when it does not arrive.",
            "ovsctl trace red blue                 # a ping",
            "ovsctl trace 'red -> 203.0.113.8' tcp/80",
            "ovsctl trace red blue arp",
            "ovsctl trace v-net-0 in_port=red-eth0,dl_src=02:00:00:00:00:66,dl_dst=ff:ff:ff:ff:ff:ff    # any packet on any bridge")
    {
        var way = new Argument<string[]>("FROM TO [PACKET]")
        {
            Description = "Two hosts (or root, a switch, an address), or 'FROM -> TO' in quotes; then icmp (default), arp, tcp/PORT or udp/PORT. Or a bridge and a packet in flow syntax.",
            Arity = ArgumentArity.OneOrMore,
            HelpName = "FROM TO [PACKET]",
        }.WithAll();
        Arguments.Add(way);
        Run(globals, async (parse, context, cancellationToken) =>
        {
            var request = Request(parse.GetRequiredValue(way));
            using var client = context.Connect();
            var reply = await client.Flows.TraceAsync(request, cancellationToken);
            context.Replies.Write(reply, (page, _) => TraceView.Write(page, reply));
            return reply.Delivered ? ExitCode.Ok : ExitCode.CheckFailed;
        });
    }

    internal static TraceRequest Request(IReadOnlyList<string> arguments)
    {
        var words = arguments.SelectMany(a => a.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (words.Contains("-")) throw new CommandFailure(ExitCode.Usage, "the shell takes -> for itself: write 'FROM -> TO' in quotes, or leave the arrow out");
        words.RemoveAll(w => w == "->");
        if (words is [var bridge, var flow, .. var more] && flow.Contains('=', StringComparison.Ordinal)) return new TraceRequest { Bridge = bridge, Flow = string.Join(',', more.Prepend(flow)) };
        return words switch
        {
            [var from, var to] => new TraceRequest { From = from, To = to },
            [var from, var to, var protocol] => new TraceRequest { From = from, To = to, Protocol = protocol },
            _ => throw new CommandFailure(ExitCode.Usage, "from where to where? 'ovsctl trace FROM TO [icmp|arp|tcp/PORT|udp/PORT]', or a bridge and a packet in flow syntax"),
        };
    }
}
