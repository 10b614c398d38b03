using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class ArpCommand : LocalCommand
{
    public ArpCommand(GlobalOptions globals)
        : base("arp", "The neighbours a host knows, as 'arp -n' prints them; with -o wide IPv6 and the states too.", "sudo ovsctl arp red", "sudo ovsctl arp red -o wide")
    {
        var host = HostArgument.Optional();
        Aliases.Add("neigh");
        Arguments.Add(host);
        Subcommands.Add(ArpChangeCommand.Add(globals));
        Subcommands.Add(ArpChangeCommand.Delete(globals));
        RunHere(globals, parse => ["arp", .. HostArgument.Words(parse.GetValue(host))], (parse, context) =>
        {
            using var ns = NamedNamespaceAccess.Open(parse.GetValue(host));
            using var route = ns.OpenRouteSocket();
            NeighbourView.Write(context, route.GetNeighbours(), route.GetLinks().ToDictionary(link => link.IfIndex, link => link.Name));
        });
    }
}
