using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;

namespace OvsCtl.Cli.Commands;

internal sealed class LinkDeleteCommand : LocalCommand
{
    public LinkDeleteCommand(GlobalOptions globals)
        : base("del", "Delete a link; a veth's other end goes with it.", "sudo ovsctl link del red:veth-red")
    {
        var end = EndArgument.Required();
        Arguments.Add(end);
        RunHere(globals, parse => ["link", "del", $"{parse.GetRequiredValue(end)}"], (parse, _) =>
        {
            var (host, name) = parse.GetRequiredValue(end);
            using var ns = NamedNamespaceAccess.Open(host);
            using var route = ns.OpenRouteSocket();
            route.NewBatch().DeleteLink(name).Commit();
        });
    }
}
