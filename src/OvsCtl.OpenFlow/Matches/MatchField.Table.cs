namespace OvsCtl.OpenFlow;

/// <content>The table: the 40 fields of oxm_ofb_match_fields (OpenFlow 1.3 §7.2.3.7), with Open vSwitch's names and masks.</content>
public sealed partial class MatchField
{
    private const ushort OFPXMC_OPENFLOW_BASIC = 0x8000;

    /// <summary>The port the packet came in by (32 bits).</summary>
    public static readonly MatchField InPort = Basic(0, "in_port", 32, false, FieldFormat.Port);

    /// <summary>The physical port under a logical one (32 bits).</summary>
    public static readonly MatchField InPhyPort = Basic(1, "in_phy_port", 32, false, FieldFormat.Decimal, Requires(InPort));

    /// <summary>What earlier tables passed on (64 bits, maskable).</summary>
    public static readonly MatchField Metadata = Basic(2, "metadata", 64, true, FieldFormat.Hexadecimal);

    /// <summary>Ethernet destination address (48 bits, maskable).</summary>
    public static readonly MatchField EthDst = Basic(3, "eth_dst", 48, true, FieldFormat.Ethernet);

    /// <summary>Ethernet source address (48 bits, maskable).</summary>
    public static readonly MatchField EthSrc = Basic(4, "eth_src", 48, true, FieldFormat.Ethernet);

    /// <summary>Ethernet type, after VLAN tags (16 bits).</summary>
    public static readonly MatchField EthType = Basic(5, "eth_type", 16, false, FieldFormat.Hexadecimal);

    private static readonly FieldPrerequisite s_isIp = new(EthType, 0x0800, 0x86dd);

    private static readonly FieldPrerequisite s_isIpv4 = new(EthType, 0x0800);

    private static readonly FieldPrerequisite s_isIpv6 = new(EthType, 0x86dd);

    private static readonly FieldPrerequisite s_isArp = new(EthType, 0x0806, 0x8035);

    private static readonly FieldPrerequisite s_isMpls = new(EthType, 0x8847, 0x8848);

    /// <summary>VLAN id with OFPVID_PRESENT (0x1000) set when there is a tag (13 bits, maskable).</summary>
    public static readonly MatchField VlanVid = Basic(6, "vlan_vid", 13, true, FieldFormat.Decimal);

    /// <summary>VLAN priority (3 bits).</summary>
    public static readonly MatchField VlanPcp = Basic(7, "vlan_pcp", 3, false, FieldFormat.Decimal, Requires(VlanVid));

    /// <summary>IP differentiated services code point (6 bits).</summary>
    public static readonly MatchField IpDscp = Basic(8, "ip_dscp", 6, false, FieldFormat.Decimal, s_isIp);

    /// <summary>IP congestion notification (2 bits).</summary>
    public static readonly MatchField IpEcn = Basic(9, "nw_ecn", 2, false, FieldFormat.Decimal, s_isIp);

    /// <summary>IP protocol number (8 bits).</summary>
    public static readonly MatchField IpProto = Basic(10, "nw_proto", 8, false, FieldFormat.Decimal, s_isIp);

    private static readonly FieldPrerequisite s_isIcmpv4 = new(IpProto, 1);

    private static readonly FieldPrerequisite s_isTcp = new(IpProto, 6);

    private static readonly FieldPrerequisite s_isUdp = new(IpProto, 17);

    private static readonly FieldPrerequisite s_isIcmpv6 = new(IpProto, 58);

    private static readonly FieldPrerequisite s_isSctp = new(IpProto, 132);

    /// <summary>IPv4 source address (32 bits, maskable).</summary>
    public static readonly MatchField Ipv4Src = Basic(11, "ip_src", 32, true, FieldFormat.Ipv4, s_isIpv4);

    /// <summary>IPv4 destination address (32 bits, maskable).</summary>
    public static readonly MatchField Ipv4Dst = Basic(12, "ip_dst", 32, true, FieldFormat.Ipv4, s_isIpv4);

    /// <summary>TCP source port (16 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField TcpSrc = Basic(13, "tcp_src", 16, true, FieldFormat.Decimal, s_isIp, s_isTcp);

    /// <summary>TCP destination port (16 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField TcpDst = Basic(14, "tcp_dst", 16, true, FieldFormat.Decimal, s_isIp, s_isTcp);

    /// <summary>UDP source port (16 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField UdpSrc = Basic(15, "udp_src", 16, true, FieldFormat.Decimal, s_isIp, s_isUdp);

    /// <summary>UDP destination port (16 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField UdpDst = Basic(16, "udp_dst", 16, true, FieldFormat.Decimal, s_isIp, s_isUdp);

    /// <summary>SCTP source port (16 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField SctpSrc = Basic(17, "sctp_src", 16, true, FieldFormat.Decimal, s_isIp, s_isSctp);

    /// <summary>SCTP destination port (16 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField SctpDst = Basic(18, "sctp_dst", 16, true, FieldFormat.Decimal, s_isIp, s_isSctp);

    /// <summary>ICMP type (8 bits).</summary>
    public static readonly MatchField Icmpv4Type = Basic(19, "icmp_type", 8, false, FieldFormat.Decimal, s_isIpv4, s_isIcmpv4);

    /// <summary>ICMP code (8 bits).</summary>
    public static readonly MatchField Icmpv4Code = Basic(20, "icmp_code", 8, false, FieldFormat.Decimal, s_isIpv4, s_isIcmpv4);

    /// <summary>ARP operation (16 bits).</summary>
    public static readonly MatchField ArpOp = Basic(21, "arp_op", 16, false, FieldFormat.Decimal, s_isArp);

    /// <summary>ARP sender protocol address (32 bits, maskable).</summary>
    public static readonly MatchField ArpSpa = Basic(22, "arp_spa", 32, true, FieldFormat.Ipv4, s_isArp);

    /// <summary>ARP target protocol address (32 bits, maskable).</summary>
    public static readonly MatchField ArpTpa = Basic(23, "arp_tpa", 32, true, FieldFormat.Ipv4, s_isArp);

    /// <summary>ARP sender hardware address (48 bits, maskable).</summary>
    public static readonly MatchField ArpSha = Basic(24, "arp_sha", 48, true, FieldFormat.Ethernet, s_isArp);

    /// <summary>ARP target hardware address (48 bits, maskable).</summary>
    public static readonly MatchField ArpTha = Basic(25, "arp_tha", 48, true, FieldFormat.Ethernet, s_isArp);

    /// <summary>IPv6 source address (128 bits, maskable).</summary>
    public static readonly MatchField Ipv6Src = Basic(26, "ipv6_src", 128, true, FieldFormat.Ipv6, s_isIpv6);

    /// <summary>IPv6 destination address (128 bits, maskable).</summary>
    public static readonly MatchField Ipv6Dst = Basic(27, "ipv6_dst", 128, true, FieldFormat.Ipv6, s_isIpv6);

    /// <summary>IPv6 flow label (20 bits, maskable).</summary>
    public static readonly MatchField Ipv6FlowLabel = Basic(28, "ipv6_label", 20, true, FieldFormat.Hexadecimal, s_isIpv6);

    /// <summary>ICMPv6 type (8 bits).</summary>
    public static readonly MatchField Icmpv6Type = Basic(29, "icmpv6_type", 8, false, FieldFormat.Decimal, s_isIpv6, s_isIcmpv6);

    /// <summary>ICMPv6 code (8 bits).</summary>
    public static readonly MatchField Icmpv6Code = Basic(30, "icmpv6_code", 8, false, FieldFormat.Decimal, s_isIpv6, s_isIcmpv6);

    /// <summary>Target address of neighbour discovery (128 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField Ipv6NdTarget = Basic(31, "nd_target", 128, true, FieldFormat.Ipv6, s_isIpv6, s_isIcmpv6, Requires(Icmpv6Type, 135, 136));

    /// <summary>Source link-layer address of neighbour discovery (48 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField Ipv6NdSll = Basic(32, "nd_sll", 48, true, FieldFormat.Ethernet, s_isIpv6, s_isIcmpv6, Requires(Icmpv6Type, 135));

    /// <summary>Target link-layer address of neighbour discovery (48 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField Ipv6NdTll = Basic(33, "nd_tll", 48, true, FieldFormat.Ethernet, s_isIpv6, s_isIcmpv6, Requires(Icmpv6Type, 136));

    /// <summary>MPLS label (20 bits).</summary>
    public static readonly MatchField MplsLabel = Basic(34, "mpls_label", 20, false, FieldFormat.Decimal, s_isMpls);

    /// <summary>MPLS traffic class (3 bits).</summary>
    public static readonly MatchField MplsTc = Basic(35, "mpls_tc", 3, false, FieldFormat.Decimal, s_isMpls);

    /// <summary>MPLS bottom of stack (1 bit).</summary>
    public static readonly MatchField MplsBos = Basic(36, "mpls_bos", 1, false, FieldFormat.Decimal, s_isMpls);

    /// <summary>Provider backbone bridge service id (24 bits, maskable).</summary>
    public static readonly MatchField PbbIsid = Basic(37, "pbb_isid", 24, true, FieldFormat.Hexadecimal, Requires(EthType, 0x88e7));

    /// <summary>Key of the tunnel the packet came by (64 bits, maskable).</summary>
    public static readonly MatchField TunnelId = Basic(38, "tun_id", 64, true, FieldFormat.Hexadecimal);

    /// <summary>Which IPv6 extension headers are there (9 bits, maskable).</summary>
    public static readonly MatchField Ipv6ExtHdr = Basic(39, "ipv6_exthdr", 9, true, FieldFormat.Hexadecimal, s_isIpv6);

    private static readonly MatchField[] s_table =
    [
        InPort, InPhyPort, Metadata, EthDst, EthSrc, EthType, VlanVid, VlanPcp,
        IpDscp, IpEcn, IpProto, Ipv4Src, Ipv4Dst, TcpSrc, TcpDst, UdpSrc,
        UdpDst, SctpSrc, SctpDst, Icmpv4Type, Icmpv4Code, ArpOp, ArpSpa, ArpTpa,
        ArpSha, ArpTha, Ipv6Src, Ipv6Dst, Ipv6FlowLabel, Icmpv6Type, Icmpv6Code, Ipv6NdTarget,
        Ipv6NdSll, Ipv6NdTll, MplsLabel, MplsTc, MplsBos, PbbIsid, TunnelId, Ipv6ExtHdr,
    ];

    private static MatchField Basic(byte number, string name, int bitCount, bool isMaskable, FieldFormat format, params FieldPrerequisite[] prerequisites) =>
        new(OFPXMC_OPENFLOW_BASIC, number, name, bitCount, isMaskable, format, prerequisites);

    private static FieldPrerequisite Requires(MatchField field, params ulong[] values) => new(field, values);
}
