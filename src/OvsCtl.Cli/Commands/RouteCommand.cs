using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Rendering;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

internal sealed class RouteCommand : LocalCommand
{
    public RouteCommand(GlobalOptions globals)
        : base("route", "The routes of a host, IPv4 and then IPv6, as 'ip route' prints them.", "sudo ovsctl route red", "sudo ovsctl route red --table all")
    {
        var host = HostArgument.Optional();
        var table = new Option<string>("--table") { Description = "The table: a number, main (default), local, default or all.", HelpName = "TABLE", DefaultValueFactory = _ => "main" };
        table.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && RoutingTable.Parse(token.Value) is null) result.AddError($"'{token.Value}' is no routing table: a number, main, local, default or all");
        });
        Arguments.Add(host);
        Subcommands.Add(RouteChangeCommand.Add(globals));
        Subcommands.Add(RouteChangeCommand.Delete(globals));
        Options.Add(table);
        RunHere(globals, parse => ["route", .. HostArgument.Words(parse.GetValue(host)), "--table", parse.GetRequiredValue(table)], (parse, context) =>
        {
            using var ns = NamedNamespaceAccess.Open(parse.GetValue(host));
            using var route = ns.OpenRouteSocket();
            RouteView.Write(context, route.GetRoutes(RoutingTable.Parse(parse.GetRequiredValue(table)) ?? RouteTable.Main), route.GetLinks().ToDictionary(link => link.IfIndex, link => link.Name));
        });
    }
}
