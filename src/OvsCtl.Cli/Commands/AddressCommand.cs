using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

internal sealed class AddressCommand : LocalCommand
{
    public AddressCommand(GlobalOptions globals)
        : base("addr", "The interfaces of a host and their addresses.", "sudo ovsctl addr red", "ovsctl addr -o wide")
    {
        var host = HostArgument.Optional();
        Aliases.Add("address");
        Arguments.Add(host);
        Subcommands.Add(AddressChangeCommand.Add(globals));
        Subcommands.Add(AddressChangeCommand.Delete(globals));
        RunHere(globals, parse => ["addr", .. HostArgument.Words(parse.GetValue(host))], (parse, context) =>
        {
            using var ns = NamedNamespaceAccess.Open(parse.GetValue(host));
            using var route = ns.OpenRouteSocket();
            AddressView.Write(context, route.GetLinks(), route.GetAddresses());
        });
    }
}
