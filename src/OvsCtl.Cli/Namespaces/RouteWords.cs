using System.CommandLine.Parsing;
using System.Net;
using System.Net.Sockets;
using OvsCtl.Netns;

namespace OvsCtl.Cli.Namespaces;

/// <summary>A route in the words of <c>ip route</c>: <c>default via A</c>, <c>NET via A dev IF</c>, <c>NET dev IF</c>, <c>unreachable NET</c>.</summary>
/// <param name="Route">The route but for its interface; of type 0 when none is said.</param>
/// <param name="Dev">The interface's name.</param>
internal sealed record RouteWords(Route Route, string? Dev)
{
    public const string Form = "[unreachable|blackhole|prohibit|throw] default|NET [via ADDRESS] [dev IF] [metric NUMBER] [table TABLE] [src ADDRESS] [onlink]";

    public static RouteWords? Parse(ArgumentResult result)
    {
        var words = new WordList(result, Form);
        var first = words.NextKey() ?? "";
        var type = Type(first);
        var destination = type == 0 ? first : words.Value(first);
        // Without a gateway "default" means IPv4.
        var route = new Route { Destination = Network(words, destination), Type = type, Protocol = 0 };
        string? dev = null;
        while (words.NextKey() is { } key)
        {
            if (key == "dev") dev = words.Value(key);
            else route = Read(words, key, route);
        }

        if (destination == "default" && route.Gateway?.AddressFamily == AddressFamily.InterNetworkV6) route = route with { Destination = IPNetwork.Parse("::/0") };
        return words.HasFailed ? null : new RouteWords(route, dev);
    }

    private static Route Read(WordList words, string key, Route route)
    {
        switch (key)
        {
            case "via": return route with { Gateway = Address(words, key) };
            case "src": return route with { PreferredSource = Address(words, key) };
            case "metric" or "preference": return route with { Metric = words.Value(key, "metric", LinkChangeWords.Number) is { } metric ? (uint)metric : 0 };
            case "table": return route with { Table = words.Value<uint>(key, "routing table: a number from 1, main, local or default", Table) ?? RouteTable.Main };
            case "onlink": return route with { IsOnLink = true };
            default:
                words.Refuse($"unknown word '{key}'");
                return route;
        }
    }

    private static byte Type(string word) => word switch
    {
        "unicast" => RouteType.Unicast,
        "unreachable" => RouteType.Unreachable,
        "blackhole" => RouteType.Blackhole,
        "prohibit" => RouteType.Prohibit,
        "throw" => RouteType.Throw,
        _ => 0,
    };

    private static IPNetwork Network(WordList words, string text)
    {
        if (text != "default" && AddressWords.TryParseNetwork(text, out var network)) return network;
        if (text is "via" or "dev" or "src" or "metric" or "table") words.Refuse("a host, or root, comes before the route");
        else if (text != "default") words.Refuse($"'{text}' is no network, e.g. 10.0.0.0/24, fd00::/64 or default");
        return IPNetwork.Parse("0.0.0.0/0");
    }

    private static IPAddress? Address(WordList words, string key)
    {
        var text = words.Value(key);
        // As ip has it for a next hop of the other family.
        if (text is "inet" or "inet6") text = words.Value(key);
        if (AddressWords.TryParse(text, out var address)) return address;
        words.Refuse($"'{text}' is no address");
        return null;
    }

    private static uint? Table(string text) => RoutingTable.Parse(text) is { } table and not RouteTable.All ? table : null;
}
