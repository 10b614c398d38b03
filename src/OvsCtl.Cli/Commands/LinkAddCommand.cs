using System.CommandLine;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;

namespace OvsCtl.Cli.Commands;

internal sealed class LinkAddCommand : LocalCommand
{
    public LinkAddCommand(GlobalOptions globals)
        : base(
            "add",
            $"Make a link, down: {NewLinkWords.Form}.",
            "sudo ovsctl link add red:veth-red veth peer blue:veth-blue",
            "sudo ovsctl link add root:br0 bridge",
            "sudo ovsctl link add red:vx0 vxlan id 42 remote 10.0.0.2 dev eth0")
    {
        var end = EndArgument.Required();
        var words = new Argument<NewLinkWords>("KIND") { Description = "The kind, and the words that go with it.", Arity = ArgumentArity.OneOrMore, CustomParser = NewLinkWords.Parse };
        Arguments.Add(end);
        Arguments.Add(words);
        RunHere(globals, parse => ["link", "add", $"{parse.GetRequiredValue(end)}", .. parse.GetResult(words)?.Tokens.Select(token => token.Value) ?? []], (parse, _) =>
        {
            var (host, name) = parse.GetRequiredValue(end);
            using var ns = NamedNamespaceAccess.Open(host);
            using var route = ns.OpenRouteSocket();
            parse.GetRequiredValue(words).Make(ns, route, name);
        });
    }
}
