using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

/// <summary>What <c>link</c> does with nothing but a host.</summary>
internal sealed class LinkListCommand : LocalCommand
{
    public LinkListCommand(GlobalOptions globals)
        : base("list", "The links of a host: interfaces, what they are and what they are plugged into.", "sudo ovsctl link list red", "sudo ovsctl link list red:eth0")
    {
        var host = HostArgument.OrInterface();
        var statistics = Statistics();
        Arguments.Add(host);
        Options.Add(statistics);
        RunHere(globals, parse => ["link", "list", .. HostArgument.Words(parse.GetValue(host)), .. parse.GetValue(statistics) ? ["--statistics"] : Array.Empty<string>()], (parse, context) => Write(context, parse.GetValue(host), parse.GetValue(statistics)));
    }

    public static Option<bool> Statistics() => new("--statistics", "-s") { Description = "What each has received (RX), sent (TX) and dropped." };

    public static void Write(CliContext context, string? host, bool hasStatistics)
    {
        using var place = InterfacePlace.OpenAny(host);
        using var route = place.Namespace.OpenRouteSocket();
        var links = route.GetLinks();
        var shown = place.Select(links);
        LinkView.Write(context, shown, links.ToDictionary(link => link.IfIndex, link => link.Name), PeerPlaces.Find(route, shown), hasStatistics);
    }
}
