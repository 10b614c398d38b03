using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using OvsCtl.Cli.CommandLine;
using OvsCtl.Cli.Namespaces;

namespace OvsCtl.Cli.Captures.Filters;

/// <summary>
/// <c>or</c> of <c>and</c> of <c>not</c> of: <c>[src|dst] host A</c>, <c>[src|dst] net N</c>, <c>[src|dst] port N</c>, a protocol, <c>vlan [N]</c>, or an
/// expression in parentheses. As with tcpdump a protocol may stand before a port, host or net: <c>not tcp port 80</c> is about all of it.
/// </summary>
internal sealed class FilterParser
{
    // Deeper ones nobody writes, and the stack ends somewhere.
    private const int MaxDepth = 100;

    private static readonly Dictionary<string, FrameFilter> Protocols = new()
    {
        ["ip"] = new ProtocolFilter(FrameHeaders.Ipv4Type, null),
        ["ip6"] = new ProtocolFilter(FrameHeaders.Ipv6Type, null),
        ["arp"] = new ProtocolFilter(FrameHeaders.ArpType, null),
        ["icmp"] = new ProtocolFilter(FrameHeaders.Ipv4Type, FrameHeaders.Icmp),
        ["icmp6"] = new ProtocolFilter(FrameHeaders.Ipv6Type, FrameHeaders.Icmp6),
        ["tcp"] = new ProtocolFilter(null, FrameHeaders.Tcp),
        ["udp"] = new ProtocolFilter(null, FrameHeaders.Udp),
    };

    private static readonly string[] Words = ["host", "net", "port", "src", "dst", "vlan", "not", "and", "or", .. Protocols.Keys];

    private readonly string _text;
    private readonly IReadOnlyList<FilterToken> _tokens;
    private int _next;
    private int _depth;

    public FilterParser(string text)
    {
        _text = text;
        _tokens = [.. FilterToken.Read(text)];
    }

    private FilterToken Token => _tokens[_next];

    public FrameFilter Parse()
    {
        if (Token.IsEnd) return new Everything();
        var filter = Or();
        return Token.IsEnd ? filter : throw Wrong(Token.Text == ")" ? "this parenthesis was never opened" : $"expected 'and' or 'or', found '{Token.Text}'");
    }

    private FrameFilter Or()
    {
        var filter = And();
        while (Takes("or", "||")) filter = new Either(filter, And());
        return filter;
    }

    private FrameFilter And()
    {
        var filter = Not();
        while (Takes("and", "&&")) filter = new Both(filter, Not());
        return filter;
    }

    private FrameFilter Not()
    {
        if (++_depth > MaxDepth) throw Wrong("it goes too deep");
        try
        {
            return Takes("not", "!") ? new Not(Not()) : Part();
        }
        finally
        {
            _depth--;
        }
    }

    private FrameFilter Part()
    {
        var token = Token;
        if (Takes("(", "("))
        {
            var inner = Or();
            return Takes(")", ")") ? inner : throw Wrong("a parenthesis is not closed", token);
        }

        if (Protocols.TryGetValue(token.Text, out var protocol))
        {
            _next++;
            return Token.Text is "src" or "dst" or "host" or "net" or "port" ? new Both(protocol, End()) : protocol;
        }

        if (Takes("vlan", "vlan")) return new VlanFilter(int.TryParse(Token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? Number("a VLAN is", 4095) : null);
        return End();
    }

    private FrameFilter End()
    {
        var direction = Takes("src", "src") ? Direction.Source : Takes("dst", "dst") ? Direction.Destination : Direction.Either;
        if (Takes("host", "host")) return Host(direction);
        if (Takes("net", "net")) return Net(direction);
        if (Takes("port", "port")) return new PortFilter((ushort)Number("a port is", ushort.MaxValue), direction);
        // "src 10.0.0.1" is what tcpdump takes, too.
        if (direction != Direction.Either && (AddressWords.TryParse(Token.Text, out _) || IsMac(Token.Text))) return Host(direction);
        throw Unknown(direction);
    }

    private FrameFilter Host(Direction direction)
    {
        var token = Next("an address");
        if (IsMac(token.Text)) return new MacFilter(PhysicalAddress.Parse(token.Text).GetAddressBytes(), direction);
        return AddressWords.TryParse(token.Text, out var address)
            ? new NetworkFilter(new IPNetwork(address, address.GetAddressBytes().Length * 8), direction)
            : throw Wrong($"'{token.Text}' is no address, e.g. 10.0.0.1, fd00::1 or 02:00:00:00:00:01", token);
    }

    private NetworkFilter Net(Direction direction)
    {
        var token = Next("a network");
        return IPNetwork.TryParse(token.Text, out var network) ? new NetworkFilter(network, direction) : throw Wrong($"'{token.Text}' is no network, e.g. 10.0.0.0/24", token);
    }

    private int Number(string what, int most)
    {
        var token = Next("a number");
        return int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw Wrong($"{what} a number from 0 to {most}, found '{token.Text}'", token);
    }

    private FilterToken Next(string what)
    {
        var token = Token;
        if (token.IsEnd || token.Text is "(" or ")") throw Wrong($"expected {what} here");
        _next++;
        return token;
    }

    private bool Takes(string word, string sign)
    {
        if (Token.Text != word && Token.Text != sign) return false;
        _next++;
        return true;
    }

    private FilterException Unknown(Direction direction)
    {
        if (Token.IsEnd) return Wrong(direction == Direction.Either ? "something is missing at the end" : "expected host, net or port here");
        var nearest = NearestName.Find(Token.Text, Words) is { } near ? $"; did you mean '{near}'?" : $"; a filter is made of {string.Join(", ", Words)}, and parentheses";
        return Wrong(direction == Direction.Either ? $"'{Token.Text}' means nothing here{nearest}" : $"expected host, net or port, found '{Token.Text}'");
    }

    private FilterException Wrong(string problem, FilterToken? at = null) => new(problem, _text, (at ?? Token).At, (at ?? Token).Text.Length);

    private static bool IsMac(string text) => text.Split(':') is { Length: 6 } parts && Array.TrueForAll(parts, part => part.Length == 2 && part.All(char.IsAsciiHexDigit));
}
