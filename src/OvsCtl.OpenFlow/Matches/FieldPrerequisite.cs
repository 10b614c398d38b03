namespace OvsCtl.OpenFlow;

/// <summary>What must be known of a packet before a field makes sense (ovs-fields(7), Prerequisites).</summary>
/// <param name="Text">What to match on, for people.</param>
/// <param name="IsMetBy">True when enough is known.</param>
internal sealed record FieldPrerequisite(string Text, Func<PacketKey, bool> IsMetBy)
{
    public static readonly FieldPrerequisite Ethernet = new("an Ethernet packet", key => key.IsEthernet);
    public static readonly FieldPrerequisite Vlan = new("a VLAN tag", key => key.HasTag);
    public static readonly FieldPrerequisite Ip = new("ip or ipv6", key => key.IsIp);
    public static readonly FieldPrerequisite Ipv4 = new("ip", key => key.NetworkType == 0x0800);
    public static readonly FieldPrerequisite Ipv6 = new("ipv6", key => key.NetworkType == 0x86dd);
    public static readonly FieldPrerequisite Arp = new("arp or rarp", key => key.NetworkType is 0x0806 or 0x8035);
    public static readonly FieldPrerequisite Mpls = new("mpls or mplsm", key => key.IsMpls);
    public static readonly FieldPrerequisite Nsh = new("dl_type=0x894f", key => key.NetworkType == 0x894f);
    public static readonly FieldPrerequisite Pbb = new("dl_type=0x88e7", key => key.NetworkType == 0x88e7);
    public static readonly FieldPrerequisite Tcp = new("tcp or tcp6, no later fragment", key => IsTransport(key, 6));
    public static readonly FieldPrerequisite Udp = new("udp or udp6, no later fragment", key => IsTransport(key, 17));
    public static readonly FieldPrerequisite Sctp = new("sctp or sctp6, no later fragment", key => IsTransport(key, 132));
    public static readonly FieldPrerequisite Icmpv4 = new("icmp", key => key.NetworkType == 0x0800 && key.IpProto == 1);
    public static readonly FieldPrerequisite Icmpv6 = new("icmp6", key => key.NetworkType == 0x86dd && key.IpProto == 58);
    public static readonly FieldPrerequisite Discovery = new("icmp6,icmp_type=135 or 136,icmp_code=0", key => key.IsNeighbourDiscovery);
    public static readonly FieldPrerequisite Solicitation = new("icmp6,icmp_type=135,icmp_code=0", key => key is { IsNeighbourDiscovery: true, TransportSource: 135 });
    public static readonly FieldPrerequisite Advertisement = new("icmp6,icmp_type=136,icmp_code=0", key => key is { IsNeighbourDiscovery: true, TransportSource: 136 });
    public static readonly FieldPrerequisite Tracked = new("ct_state=+trk-inv, or +new, +est, +rel, +rpl, +snat or +dnat", key => key.IsTracked);
    public static readonly FieldPrerequisite InPort = new("in_port", key => key.HasInPort);

    private static bool IsTransport(PacketKey key, byte protocol) => key.IsIp && key.IpProto == protocol && !key.IsLaterFragment;
}
