using System.CommandLine.Parsing;
using System.Net;
using System.Net.Sockets;

namespace OvsCtl.Cli.Namespaces;

/// <summary>A route in the words of <c>ip route</c>: <c>default via A</c>, <c>NET via A dev IF</c>, <c>NET dev IF</c>.</summary>
internal sealed record RouteWords(IPNetwork Destination, IPAddress? Via, string? Dev)
{
    private const string Form = "default|NET [via ADDRESS] [dev IF]";

    public static RouteWords? Parse(ArgumentResult result)
    {
        var words = result.Tokens.Select(token => token.Value).ToList();
        IPAddress? via = null;
        string? dev = null;
        for (var i = 1; i < words.Count; i += 2)
        {
            if (i + 1 < words.Count && words[i] == "dev" && dev is null) dev = words[i + 1];
            else if (i + 1 < words.Count && words[i] == "via" && via is null && AddressWords.TryParse(words[i + 1], out via)) continue;
            else return Refuse(result, words);
        }

        return Network(words[0], via) is { } destination ? new RouteWords(destination, via, dev) : Refuse(result, words);
    }

    // Without a gateway "default" means IPv4; a bare address is one host.
    private static IPNetwork? Network(string word, IPAddress? via)
    {
        if (word == "default") return IPNetwork.Parse(via?.AddressFamily == AddressFamily.InterNetworkV6 ? "::/0" : "0.0.0.0/0");
        if (AddressWords.TryParse(word, out var host)) return new IPNetwork(host, host.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(word, out var network) ? network : null;
    }

    private static RouteWords? Refuse(ArgumentResult result, List<string> words)
    {
        result.AddError($"'{string.Join(' ', words)}' is no route: {Form}");
        return null;
    }
}
