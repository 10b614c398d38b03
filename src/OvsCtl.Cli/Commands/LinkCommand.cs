using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class LinkCommand : LocalCommand
{
    public LinkCommand(GlobalOptions globals)
        : base("link", "The links of a host: interfaces, what they are and what they are plugged into.", "sudo ovsctl link red", "ovsctl link -o wide", "sudo ovsctl link red --statistics")
    {
        var host = HostArgument.Optional();
        var statistics = new Option<bool>("--statistics", "-s") { Description = "What each has received (RX), sent (TX) and dropped." };
        Arguments.Add(host);
        Options.Add(statistics);
        Subcommands.Add(new LinkAddCommand(globals));
        Subcommands.Add(new LinkSetCommand(globals));
        Subcommands.Add(new LinkDeleteCommand(globals));
        Subcommands.Add(new LinkFeaturesCommand(globals));
        RunHere(globals, parse => ["link", .. HostArgument.Words(parse.GetValue(host)), .. parse.GetValue(statistics) ? new[] { "--statistics" } : []], (parse, context) =>
        {
            using var ns = NamedNamespaceAccess.Open(parse.GetValue(host));
            using var route = ns.OpenRouteSocket();
            LinkView.Write(context, route.GetLinks(), parse.GetValue(statistics));
        });
    }
}
