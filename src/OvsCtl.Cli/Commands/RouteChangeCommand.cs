using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

/// <summary><c>route add</c> and <c>route del</c>.</summary>
internal sealed class RouteChangeCommand : LocalCommand
{
    private const byte RTPROT_STATIC = 4; // linux/rtnetlink.h

    private RouteChangeCommand(GlobalOptions globals, string name, string description, string[] examples, Func<RouteBatch, RouteWords, RouteBatch> change)
        : base(name, description, examples)
    {
        var host = EndArgument.Place();
        var words = new Argument<RouteWords>("ROUTE") { Description = $"In the words of 'ip route': {RouteWords.Form}.", Arity = ArgumentArity.OneOrMore, CustomParser = RouteWords.Parse };
        Arguments.Add(host);
        Arguments.Add(words);
        RunHere(globals, parse => ["route", name, parse.GetRequiredValue(host), .. parse.GetResult(words)?.Tokens.Select(token => token.Value) ?? []], (parse, _) =>
        {
            using var ns = NamedNamespaceAccess.Open(EndArgument.HostOf(parse.GetRequiredValue(host)));
            using var route = ns.OpenRouteSocket();
            change(route.NewBatch(), parse.GetRequiredValue(words)).Commit();
        });
    }

    public static RouteChangeCommand Add(GlobalOptions globals) => new(
        globals,
        "add",
        "Add a route, to the main table unless another is said.",
        ["sudo ovsctl route add red default via 172.16.10.254", "sudo ovsctl route add red 10.0.0.0/8 via 192.0.2.1 dev eth0 onlink metric 50 table 100", "sudo ovsctl route add red unreachable 10.9.0.0/16"],
        (batch, words) => batch.AddRoute(words.Route with { Type = words.Route.Type == 0 ? RouteType.Unicast : words.Route.Type, Protocol = RTPROT_STATIC }, Link(words)));

    // ip route del does not ask who made a route, or of which type it is; 0 is any.
    public static RouteChangeCommand Delete(GlobalOptions globals) => new(
        globals,
        "del",
        "Delete a route: the first that has all that is given, of the main table unless another is said.",
        ["sudo ovsctl route del red default via 172.16.10.254"],
        (batch, words) => batch.DeleteRoute(words.Route, Link(words)));

    private static LinkRef? Link(RouteWords words) => words.Dev is { } dev ? LinkRef.FromString(dev) : (LinkRef?)null;
}
