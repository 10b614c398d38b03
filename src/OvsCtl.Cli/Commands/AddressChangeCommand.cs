using System.CommandLine;
using System.Net;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Commands;

/// <summary><c>addr add</c> and <c>addr del</c>.</summary>
internal sealed class AddressChangeCommand : LocalCommand
{
    private AddressChangeCommand(GlobalOptions globals, string name, string description, string example, Func<RouteBatch, LinkRef, IPAddress, int, RouteBatch> change)
        : base(name, description, example)
    {
        var end = EndArgument.Required();
        var address = new Argument<(IPAddress Address, int PrefixLength)>("ADDRESS") { Description = "The address with its prefix.", CustomParser = AddressWords.WithPrefix };
        Arguments.Add(end);
        Arguments.Add(address);
        RunHere(globals, parse => ["addr", name, $"{parse.GetRequiredValue(end)}", $"{parse.GetRequiredValue(address).Address}/{parse.GetRequiredValue(address).PrefixLength}"], (parse, _) =>
        {
            var ((host, link), (value, prefixLength)) = (parse.GetRequiredValue(end), parse.GetRequiredValue(address));
            using var ns = NamedNamespaceAccess.Open(host);
            using var route = ns.OpenRouteSocket();
            change(route.NewBatch(), link, value, prefixLength).Commit();
        });
    }

    public static AddressChangeCommand Add(GlobalOptions globals) =>
        new(globals, "add", "Give an interface an address.", "sudo ovsctl addr add red:eth0 172.16.10.1/24", (batch, link, address, length) => batch.AddAddress(link, address, length));

    public static AddressChangeCommand Delete(GlobalOptions globals) =>
        new(globals, "del", "Take an address off an interface.", "sudo ovsctl addr del red:eth0 172.16.10.1/24", (batch, link, address, length) => batch.DeleteAddress(link, address, length));
}
