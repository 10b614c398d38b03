using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Rendering;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

/// <summary><c>route</c>, and <c>route list</c>, which is the same.</summary>
internal sealed class RouteCommand : LocalCommand
{
    private RouteCommand(GlobalOptions globals, string name, params string[] examples)
        : base(name, "The routes of a host, IPv4 and then IPv6, as 'ip route' prints them.", examples)
    {
        var host = HostArgument.Optional();
        var table = new Option<string>("--table") { Description = "The table: a number, main (default), local, default or all.", HelpName = "TABLE", DefaultValueFactory = _ => "main" };
        table.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && RoutingTable.Parse(token.Value) is null) result.AddError($"'{token.Value}' is no routing table: a number, main, local, default or all");
        });
        Arguments.Add(host);
        Options.Add(table);
        RunHere(globals, parse => ["route", "list", .. HostArgument.Words(parse.GetValue(host)), "--table", parse.GetRequiredValue(table)], (parse, context) =>
        {
            using var ns = NamedNamespaceAccess.Open(EndArgument.HostOf(parse.GetValue(host)));
            using var route = ns.OpenRouteSocket();
            RouteView.Write(context, route.GetRoutes(RoutingTable.Parse(parse.GetRequiredValue(table)) ?? RouteTable.Main), route.GetLinks().ToDictionary(link => link.IfIndex, link => link.Name));
        });
    }

    public static RouteCommand Create(GlobalOptions globals) => new(globals, "route", "sudo ovsctl route red", "sudo ovsctl route red --table all")
    {
        new RouteCommand(globals, "list", "sudo ovsctl route list red"),
        new RouteGetCommand(globals),
        RouteChangeCommand.Add(globals),
        RouteChangeCommand.Delete(globals),
    };
}
