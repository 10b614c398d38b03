using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Controller.Tracing;

/// <summary>The packet that is followed, as it is at the moment.</summary>
public sealed record TracedPacket
{
    /// <summary>tcp, udp, icmp or arp.</summary>
    public required string Protocol { get; init; }

    public required IPAddress Destination { get; init; }

    /// <summary>Null until the sender has chosen an interface.</summary>
    public IPAddress? Source { get; init; }

    /// <summary>The destination port of tcp and udp; 0 otherwise.</summary>
    public int Port { get; init; }

    private bool IsIpv6 => Destination.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>The packet on a wire, in flow syntax.</summary>
    public string Expression(string inPort, MacAddress from, MacAddress to)
    {
        var invariant = CultureInfo.InvariantCulture;
        var ethernet = string.Create(invariant, $"in_port={inPort},dl_src={from}");
        var (source, target) = IsIpv6 ? ("ipv6_src", "ipv6_dst") : ("nw_src", "nw_dst");
        return Protocol switch
        {
            "arp" => string.Create(invariant, $"{ethernet},dl_dst=ff:ff:ff:ff:ff:ff,arp,arp_op=1,arp_spa={Source},arp_tpa={Destination},arp_sha={from}"),
            "icmp" when IsIpv6 => string.Create(invariant, $"{ethernet},dl_dst={to},icmp6,ipv6_src={Source},ipv6_dst={Destination},icmpv6_type=128,nw_ttl=64"),
            "icmp" => string.Create(invariant, $"{ethernet},dl_dst={to},icmp,nw_src={Source},nw_dst={Destination},icmp_type=8,nw_ttl=64"),
            _ => string.Create(invariant, $"{ethernet},dl_dst={to},{Protocol}{(IsIpv6 ? "6" : "")},{source}={Source},{target}={Destination},{Protocol}_src=40000,{Protocol}_dst={Port},nw_ttl=64"),
        };
    }

    public override string ToString() => Protocol switch
    {
        "icmp" => $"a ping from {Source} to {Destination}",
        "arp" => $"an ARP request from {Source}: who has {Destination}?",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Protocol} from {Source} to {new IPEndPoint(Destination, Port)}"),
    };
}
