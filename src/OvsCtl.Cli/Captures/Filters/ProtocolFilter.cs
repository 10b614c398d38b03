namespace OvsCtl.Cli.Captures.Filters;

/// <summary>ip, ip6, arp, icmp, icmp6, tcp, udp.</summary>
/// <param name="type">The Ethernet type; null for both of IP.</param>
/// <param name="protocol">What IP carries; null for anything.</param>
internal sealed class ProtocolFilter(ushort? type, byte? protocol) : FrameFilter
{
    public override bool Matches(in FrameHeaders frame) => (type is null || frame.Type == type) && (protocol is null || frame.Protocol == protocol);
}
