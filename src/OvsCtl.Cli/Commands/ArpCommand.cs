using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

/// <summary><c>arp</c>, and <c>arp list</c>, which is the same.</summary>
internal sealed class ArpCommand : LocalCommand
{
    private ArpCommand(GlobalOptions globals, string name, params string[] examples)
        : base(name, "The neighbours a host knows, as 'arp -n' prints them; with -o wide IPv6 and the states too.", examples)
    {
        var host = HostArgument.OrInterface();
        Arguments.Add(host);
        RunHere(globals, parse => ["arp", "list", .. HostArgument.Words(parse.GetValue(host))], (parse, context) =>
        {
            using var place = InterfacePlace.OpenAny(parse.GetValue(host));
            using var route = place.Namespace.OpenRouteSocket();
            var links = place.Select(route.GetLinks()).ToDictionary(link => link.IfIndex, link => link.Name);
            NeighbourView.Write(context, [.. route.GetNeighbours().Where(neighbour => links.ContainsKey(neighbour.IfIndex))], links);
        });
    }

    public static ArpCommand Create(GlobalOptions globals) => new(globals, "arp", "sudo ovsctl arp red", "sudo ovsctl arp red -o wide")
    {
        Aliases = { "neigh" },
        Subcommands =
        {
            new ArpCommand(globals, "list", "sudo ovsctl arp list red", "sudo ovsctl arp list red:eth0"),
            ArpChangeCommand.Add(globals),
            ArpChangeCommand.Delete(globals),
        },
    };
}
