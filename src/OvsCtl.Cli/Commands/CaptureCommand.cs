using System.CommandLine;
using OvsCtl.Cli.Captures;
using OvsCtl.Cli.Captures.Filters;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Output;

namespace OvsCtl.Cli.Commands;

internal sealed class CaptureCommand : LocalCommand
{
    public CaptureCommand(GlobalOptions globals)
        : base(
            "capture",
            "Show the frames that an interface of a host receives (<) and sends (>), a line each, or write them as pcapng. Ctrl-C ends it.",
            "sudo ovsctl capture red",
            "sudo ovsctl capture red:eth0 'icmp or arp'",
            "sudo ovsctl capture root:v-net-0 -c 10 tcp port 80 and not host 172.16.10.5",
            "sudo ovsctl capture red -w red.pcapng",
            "sudo ovsctl capture red -w - | tcpdump -nr -    # or wireshark -k -i -")
    {
        var end = new Argument<string>("HOST[:IF]")
        {
            Description = "An interface: of a host of a lab, of any namespace in /run/netns, or root:IF of where this command runs. HOST alone when it has one besides lo.",
            HelpName = "HOST[:IF]",
        }.WithHosts();
        var filter = new Argument<string[]>("FILTER")
        {
            Description = "Only these: [src|dst] host A, [src|dst] net N, [src|dst] port N, tcp, udp, icmp, icmp6, arp, ip, ip6, vlan [N]; and, or, not, ( ).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var file = new Option<string?>("--write", "-w") { Description = "Write pcapng into a file, or to standard output (-).", HelpName = "FILE" };
        var count = new Option<int?>("--count", "-c") { Description = "End after so many frames." }.Count();
        Arguments.Add(end);
        Arguments.Add(filter);
        Options.Add(file);
        Options.Add(count);
        RunHere(
            globals,
            parse =>
            [
                "capture", .. parse.GetValue(file) is { } name ? ["--write", name] : Array.Empty<string>(),
                .. parse.GetValue(count) is { } n ? ["--count", $"{n}"] : Array.Empty<string>(),
                parse.GetRequiredValue(end), .. parse.GetValue(filter) ?? [],
            ],
            (parse, context, cancellationToken) =>
            {
                var text = string.Join(' ', parse.GetValue(filter) ?? []);
                var wanted = ParseFilter(text);
                using var place = InterfacePlace.Open(parse.GetRequiredValue(end));
                using var route = place.Namespace.OpenRouteSocket();
                var link = place.Find(route.GetLinks());
                using var sink = parse.GetValue(file) is { } path ? CaptureSink.ToFile(path, link.Name, text) : CaptureSink.ToLines(context);
                context.Terminal.Error.WriteLine($"ovsctl: capturing on {place.Name(link)}{(text.Length > 0 ? $", {text}" : "")}; Ctrl-C ends it");
                new FrameCapture(place.Namespace, link, wanted, sink).Run(parse.GetValue(count), context.Terminal.Error, cancellationToken);
                return Task.FromResult(ExitCode.Ok);
            });
    }

    protected override IReadOnlyList<OutputFormat> Formats => [OutputFormat.Table, OutputFormat.Json];

    private static FrameFilter ParseFilter(string text)
    {
        try
        {
            return FrameFilter.Parse(text);
        }
        catch (FilterException e)
        {
            throw new CommandFailure(ExitCode.Usage, e.Message, e);
        }
    }
}
