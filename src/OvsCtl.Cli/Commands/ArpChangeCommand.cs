using System.CommandLine;
using System.Net;
using System.Net.NetworkInformation;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;

namespace OvsCtl.Cli.Commands;

/// <summary><c>arp add</c> and <c>arp del</c>.</summary>
internal sealed class ArpChangeCommand : LocalCommand
{
    private const int MacSize = 6;

    private ArpChangeCommand(GlobalOptions globals, string name, bool hasMac, string description, string example)
        : base(name, description, example)
    {
        var end = EndArgument.Required();
        var address = new Argument<IPAddress>("ADDRESS") { Description = "The neighbour's address.", CustomParser = AddressWords.Address };
        var mac = new Argument<byte[]>("MAC") { Description = "Its hardware address.", Arity = ArgumentArity.ExactlyOne, CustomParser = Mac };
        Arguments.Add(end);
        Arguments.Add(address);
        if (hasMac) Arguments.Add(mac);
        RunHere(globals, parse => ["arp", name, $"{parse.GetRequiredValue(end)}", $"{parse.GetRequiredValue(address)}", .. hasMac ? [parse.GetResult(mac)?.Tokens[0].Value ?? ""] : Array.Empty<string>()], (parse, _) =>
        {
            var (host, link) = parse.GetRequiredValue(end);
            using var ns = NamedNamespaceAccess.Open(host);
            using var route = ns.OpenRouteSocket();
            var batch = route.NewBatch();
            if (hasMac) batch.AddNeighbour(link, parse.GetRequiredValue(address), parse.GetRequiredValue(mac));
            else batch.DeleteNeighbour(link, parse.GetRequiredValue(address));
            batch.Commit();
        });
    }

    public static ArpChangeCommand Add(GlobalOptions globals) =>
        new(globals, "add", true, "Say for good where a neighbour is.", "sudo ovsctl arp add red:eth0 172.16.10.5 02:00:00:00:00:05");

    public static ArpChangeCommand Delete(GlobalOptions globals) =>
        new(globals, "del", false, "Forget a neighbour.", "sudo ovsctl arp del red:eth0 172.16.10.5");

    private static byte[]? Mac(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (PhysicalAddress.TryParse(result.Tokens[0].Value, out var mac) && mac.GetAddressBytes() is { Length: MacSize } bytes) return bytes;
        result.AddError($"'{result.Tokens[0].Value}' is no hardware address, e.g. 02:00:00:00:00:05");
        return null;
    }
}
