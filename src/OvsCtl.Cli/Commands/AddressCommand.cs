using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Cli.Rendering;

namespace OvsCtl.Cli.Commands;

/// <summary><c>addr</c>, and <c>addr list</c>, which is the same.</summary>
internal sealed class AddressCommand : LocalCommand
{
    private AddressCommand(GlobalOptions globals, string name, params string[] examples)
        : base(name, "The interfaces of a host and their addresses.", examples)
    {
        var host = HostArgument.OrInterface();
        Arguments.Add(host);
        RunHere(globals, parse => ["addr", "list", .. HostArgument.Words(parse.GetValue(host))], (parse, context) =>
        {
            using var place = InterfacePlace.OpenAny(parse.GetValue(host));
            using var route = place.Namespace.OpenRouteSocket();
            AddressView.Write(context, place.Select(route.GetLinks()), route.GetAddresses());
        });
    }

    public static AddressCommand Create(GlobalOptions globals) => new(globals, "addr", "sudo ovsctl addr red", "ovsctl addr -o wide")
    {
        Aliases = { "address" },
        Subcommands =
        {
            new AddressCommand(globals, "list", "sudo ovsctl addr list red", "sudo ovsctl addr list red:eth0"),
            AddressChangeCommand.Add(globals),
            AddressChangeCommand.Delete(globals),
        },
    };
}
