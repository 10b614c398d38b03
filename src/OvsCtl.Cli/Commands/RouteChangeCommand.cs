using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

/// <summary><c>route add</c> and <c>route del</c>.</summary>
internal sealed class RouteChangeCommand : LocalCommand
{
    private RouteChangeCommand(GlobalOptions globals, string name, string description, string example, Func<RouteBatch, RouteWords, RouteBatch> change)
        : base(name, description, example)
    {
        var host = EndArgument.Place();
        var words = new Argument<RouteWords>("ROUTE") { Description = "default or a network, then via ADDRESS and dev IF.", Arity = ArgumentArity.OneOrMore, CustomParser = RouteWords.Parse };
        Arguments.Add(host);
        Arguments.Add(words);
        RunHere(globals, parse => ["route", name, parse.GetRequiredValue(host), .. parse.GetResult(words)?.Tokens.Select(token => token.Value) ?? []], (parse, _) =>
        {
            using var ns = NamedNamespaceAccess.Open(EndArgument.HostOf(parse.GetRequiredValue(host)));
            using var route = ns.OpenRouteSocket();
            change(route.NewBatch(), parse.GetRequiredValue(words)).Commit();
        });
    }

    public static RouteChangeCommand Add(GlobalOptions globals) =>
        new(globals, "add", "Add a route to the main table.", "sudo ovsctl route add red default via 172.16.10.254", (batch, words) => batch.AddRoute(words.Destination, words.Via, Link(words), append: false));

    // ip route del does not ask who made a route; 0 is any protocol.
    public static RouteChangeCommand Delete(GlobalOptions globals) =>
        new(globals, "del", "Delete a route of the main table: the first that has all that is given.", "sudo ovsctl route del red default via 172.16.10.254", (batch, words) =>
            batch.DeleteRoute(new Route { Destination = words.Destination, Gateway = words.Via, Protocol = 0 }, Link(words)));

    private static LinkRef? Link(RouteWords words) => words.Dev is { } dev ? LinkRef.FromString(dev) : (LinkRef?)null;
}
