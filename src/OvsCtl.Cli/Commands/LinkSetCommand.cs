using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;

namespace OvsCtl.Cli.Commands;

internal sealed class LinkSetCommand : LocalCommand
{
    public LinkSetCommand(GlobalOptions globals)
        : base(
            "set",
            $"Change a link: {LinkChangeWords.Form}.",
            "sudo ovsctl link set red:veth-red up",
            "sudo ovsctl link set root:veth-red netns red",
            "sudo ovsctl link set root:earth-br-veth master planet-br up")
    {
        var end = EndArgument.Required();
        var words = new Argument<LinkChangeWords>("CHANGE") { Description = "What is to change, in the words of 'ip link set'.", Arity = ArgumentArity.OneOrMore, CustomParser = LinkChangeWords.Parse };
        Arguments.Add(end);
        Arguments.Add(words);
        RunHere(globals, parse => ["link", "set", $"{parse.GetRequiredValue(end)}", .. parse.GetResult(words)?.Tokens.Select(token => token.Value) ?? []], (parse, _) =>
        {
            var (host, name) = parse.GetRequiredValue(end);
            using var ns = NamedNamespaceAccess.Open(host);
            using var route = ns.OpenRouteSocket();
            parse.GetRequiredValue(words).Apply(route, name);
        });
    }
}
