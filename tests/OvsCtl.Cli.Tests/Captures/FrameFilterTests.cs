using OvsCtl.Cli.Captures;
using OvsCtl.Cli.Captures.Filters;

namespace OvsCtl.Cli.Tests.Captures;

public sealed class FrameFilterTests
{
    private static readonly (string Name, byte[] Frame)[] All =
        [("arp", Frames.Arp), ("echo", Frames.Echo), ("tcp", Frames.Tcp), ("udp", Frames.Udp), ("fragment", Frames.Fragment), ("tagged", Frames.Tagged), ("echo6", Frames.Echo6), ("nothing", [])];

    [Theory]
    [InlineData("", "arp echo tcp udp fragment tagged echo6 nothing")]
    [InlineData("icmp", "echo tagged")]
    [InlineData("icmp6", "echo6")]
    [InlineData("arp or tcp", "arp tcp")]
    [InlineData("ip", "echo tcp udp fragment tagged")]
    [InlineData("ip6", "echo6")]
    [InlineData("udp", "udp fragment")]
    [InlineData("not ip", "arp echo6 nothing")]
    [InlineData("! ip && !arp", "echo6 nothing")]
    [InlineData("host 10.0.0.1", "arp echo tcp fragment tagged")]
    [InlineData("src host 10.0.0.2", "udp")]
    [InlineData("src 10.0.0.2", "udp")]
    [InlineData("dst host 10.0.0.2", "arp echo tcp fragment tagged")]
    [InlineData("host fd00::2", "echo6")]
    [InlineData("host ff:ff:ff:ff:ff:ff", "arp")]
    [InlineData("src host 02:00:00:00:00:02", "")]
    [InlineData("net 192.0.2.0/25", "udp")]
    [InlineData("net 192.0.2.128/25", "")]
    [InlineData("net 10.0.0.0/8", "arp echo tcp udp fragment tagged")]
    [InlineData("dst net fd00::/16", "echo6")]
    [InlineData("port 80", "tcp")]
    [InlineData("src port 80", "")]
    [InlineData("udp port 53", "udp")]
    [InlineData("tcp port 53", "")]
    [InlineData("vlan", "tagged")]
    [InlineData("vlan 7", "tagged")]
    [InlineData("vlan 8", "")]
    [InlineData("vlan 7 and icmp", "tagged")]
    [InlineData("tcp or udp and port 53", "tcp udp")]
    [InlineData("(tcp or udp) and port 53", "udp")]
    [InlineData("not (tcp or udp or arp) and not ip6", "echo tagged nothing")]
    [InlineData("not tcp port 80 and ip", "echo udp fragment tagged")]
    [InlineData("tcp dst port 80 or arp host 10.0.0.2", "arp tcp")]
    [InlineData("ip src net 10.0.0.0/31", "echo tcp fragment tagged")]
    public void A_filter_chooses(string filter, string names)
    {
        var compiled = FrameFilter.Parse(filter);

        var expected = names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected.Order(), All.Where(f => compiled.Matches(FrameHeaders.Read(f.Frame))).Select(f => f.Name).Order());
    }

    [Theory]
    [InlineData("prot 80", "'prot' means nothing here; did you mean 'port'?", "prot 80", "^~~~")]
    [InlineData("tcp and port http", "a port is a number from 0 to 65535, found 'http'", "tcp and port http", "             ^~~~")]
    [InlineData("port 65536", "a port is a number from 0 to 65535, found '65536'", "port 65536", "     ^~~~~")]
    [InlineData("(tcp or udp", "a parenthesis is not closed", "(tcp or udp", "^")]
    [InlineData("tcp )", "this parenthesis was never opened", "tcp )", "    ^")]
    [InlineData("tcp or", "something is missing at the end", "tcp or", "      ^")]
    [InlineData("host", "expected an address here", "host", "    ^")]
    [InlineData("host red", "'red' is no address, e.g. 10.0.0.1, fd00::1 or 02:00:00:00:00:01", "host red", "     ^~~")]
    [InlineData("net 10.0.0.0/33", "'10.0.0.0/33' is no network, e.g. 10.0.0.0/24", "net 10.0.0.0/33", "    ^~~~~~~~~~~")]
    [InlineData("tcp udp", "expected 'and' or 'or', found 'udp'", "tcp udp", "    ^~~")]
    [InlineData("src tcp", "expected host, net or port, found 'tcp'", "src tcp", "    ^~~")]
    [InlineData("vlan 5000", "a VLAN is a number from 0 to 4095, found '5000'", "vlan 5000", "     ^~~~")]
    public void What_is_no_filter_is_refused_with_the_place(string filter, string problem, string line, string caret) =>
        Assert.Equal($"the filter: {problem}\n  {line}\n  {caret}", Assert.Throws<FilterException>(() => FrameFilter.Parse(filter)).Message);

    [Fact]
    public void Deep_nesting_is_an_error_and_no_crash()
    {
        Assert.Contains("too deep", Assert.Throws<FilterException>(() => FrameFilter.Parse(new string('(', 100_000))).Message, StringComparison.Ordinal);
        Assert.Contains("too deep", Assert.Throws<FilterException>(() => FrameFilter.Parse(string.Concat(Enumerable.Repeat("not ", 100_000)))).Message, StringComparison.Ordinal);
    }
}
