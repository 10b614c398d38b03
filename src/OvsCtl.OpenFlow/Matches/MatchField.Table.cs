using static OvsCtl.OpenFlow.FieldHeader;
using static OvsCtl.OpenFlow.FieldTraits;

namespace OvsCtl.OpenFlow;

/// <content>
/// The table: the 40 fields of oxm_ofb_match_fields (OpenFlow 1.3 §7.2.3.7), those of Open vSwitch and the ONF beyond them (ovs-fields(7)),
/// and the other headers some have. A field is one row: name, bits, format, what may be done with it, what it needs, and its headers,
/// the one matches are written with first. The order of rows is that in which a match is written.
/// </content>
public sealed partial class MatchField
{
    // Rows enter themselves here, so these stand before the first.
    private static readonly List<MatchField> s_rows = [];
    private static readonly List<MatchField> s_actionRows = [];

    /// <summary>What kind of packet it is, Ethernet unless said (32 bits: name space and type).</summary>
    public static readonly MatchField PacketType = Row("packet_type", 32, FieldFormat.PacketType, None, null, [Oxm("PACKET_TYPE", 44)]);

    /// <summary>A hash the datapath computed (32 bits, maskable).</summary>
    public static readonly MatchField DpHash = Row("dp_hash", 32, FieldFormat.Hexadecimal, Maskable, null, [NxmNx("DP_HASH", 35), Nicira("DP_HASH", 0)]);

    /// <summary>The recirculation the packet is in (32 bits).</summary>
    public static readonly MatchField RecircId = Row("recirc_id", 32, FieldFormat.Decimal, None, null, [NxmNx("RECIRC_ID", 36)]);

    /// <summary>The conjunctive match that was met (32 bits).</summary>
    public static readonly MatchField ConjId = Row("conj_id", 32, FieldFormat.Decimal, None, null, [NxmNx("CONJ_ID", 37)]);

    /// <summary>The port the packet came in by (32 bits).</summary>
    public static readonly MatchField InPort = Row("in_port_oxm", 32, FieldFormat.Port, Writable, null, [Oxm("IN_PORT", 0)]);

    /// <summary>The physical port under a logical one (32 bits); not in Open vSwitch.</summary>
    public static readonly MatchField InPhyPort = Row("in_phy_port", 32, FieldFormat.Decimal, None, FieldPrerequisite.InPort, [Oxm("IN_PHY_PORT", 1)]);

    /// <summary>The output in the action set (32 bits).</summary>
    public static readonly MatchField ActsetOutput = Row("actset_output", 32, FieldFormat.Port, None, null, [Onf("ACTSET_OUTPUT", 43), Oxm("ACTSET_OUTPUT", 43)]);

    /// <summary>Ethernet source address (48 bits, maskable).</summary>
    public static readonly MatchField EthSrc = Row("eth_src", 48, FieldFormat.Ethernet, Maskable | Writable, FieldPrerequisite.Ethernet, [Oxm("ETH_SRC", 4), NxmOf("ETH_SRC", 2)]).Also("dl_src");

    /// <summary>Ethernet destination address (48 bits, maskable).</summary>
    public static readonly MatchField EthDst = Row("eth_dst", 48, FieldFormat.Ethernet, Maskable | Writable, FieldPrerequisite.Ethernet, [Oxm("ETH_DST", 3), NxmOf("ETH_DST", 1)]).Also("dl_dst");

    /// <summary>Ethernet type, after VLAN tags (16 bits).</summary>
    public static readonly MatchField EthType = Row("eth_type", 16, FieldFormat.Hexadecimal, None, FieldPrerequisite.Ethernet, [Oxm("ETH_TYPE", 5), NxmOf("ETH_TYPE", 3)]).Also("dl_type");

    /// <summary>VLAN id with OFPVID_PRESENT (0x1000) set when there is a tag (13 bits, maskable).</summary>
    public static readonly MatchField VlanVid = Row("vlan_vid", 13, FieldFormat.Decimal, Maskable | Writable, FieldPrerequisite.Ethernet, [Oxm("VLAN_VID", 6)]);

    /// <summary>VLAN priority (3 bits).</summary>
    public static readonly MatchField VlanPcp = Row("vlan_pcp", 3, FieldFormat.Decimal, Writable, FieldPrerequisite.Vlan, [Oxm("VLAN_PCP", 7)]);

    /// <summary>MPLS traffic class (3 bits).</summary>
    public static readonly MatchField MplsTc = Row("mpls_tc", 3, FieldFormat.Decimal, Writable, FieldPrerequisite.Mpls, [Oxm("MPLS_TC", 35)]);

    /// <summary>MPLS bottom of stack (1 bit).</summary>
    public static readonly MatchField MplsBos = Row("mpls_bos", 1, FieldFormat.Decimal, None, FieldPrerequisite.Mpls, [Oxm("MPLS_BOS", 36)]);

    /// <summary>MPLS time to live (8 bits).</summary>
    public static readonly MatchField MplsTtl = Row("mpls_ttl", 8, FieldFormat.Decimal, Writable, FieldPrerequisite.Mpls, [NxmNx("MPLS_TTL", 30)]);

    /// <summary>MPLS label (20 bits).</summary>
    public static readonly MatchField MplsLabel = Row("mpls_label", 20, FieldFormat.Decimal, Writable, FieldPrerequisite.Mpls, [Oxm("MPLS_LABEL", 34)], bytes: 4);

    /// <summary>IPv4 source address (32 bits, maskable).</summary>
    public static readonly MatchField Ipv4Src = Row("ip_src", 32, FieldFormat.Ipv4, Maskable | Writable, FieldPrerequisite.Ipv4, [Oxm("IPV4_SRC", 11), NxmOf("IP_SRC", 7)]).Also("nw_src");

    /// <summary>IPv4 destination address (32 bits, maskable).</summary>
    public static readonly MatchField Ipv4Dst = Row("ip_dst", 32, FieldFormat.Ipv4, Maskable | Writable, FieldPrerequisite.Ipv4, [Oxm("IPV4_DST", 12), NxmOf("IP_DST", 8)]).Also("nw_dst");

    /// <summary>IPv6 source address (128 bits, maskable).</summary>
    public static readonly MatchField Ipv6Src = Row("ipv6_src", 128, FieldFormat.Ipv6, Maskable | Writable, FieldPrerequisite.Ipv6, [Oxm("IPV6_SRC", 26), NxmNx("IPV6_SRC", 19)]);

    /// <summary>IPv6 destination address (128 bits, maskable).</summary>
    public static readonly MatchField Ipv6Dst = Row("ipv6_dst", 128, FieldFormat.Ipv6, Maskable | Writable, FieldPrerequisite.Ipv6, [Oxm("IPV6_DST", 27), NxmNx("IPV6_DST", 20)]);

    /// <summary>Whether the packet is a fragment, and whether not the first (2 bits, maskable).</summary>
    public static readonly MatchField NwFrag = Row("ip_frag", 2, FieldFormat.Fragment, Maskable, FieldPrerequisite.Ip, [NxmNx("IP_FRAG", 26)]).Also("nw_frag");

    /// <summary>IP differentiated services code point (6 bits).</summary>
    public static readonly MatchField IpDscp = Row("ip_dscp", 6, FieldFormat.Decimal, Writable, FieldPrerequisite.Ip, [Oxm("IP_DSCP", 8)]);

    /// <summary>IP congestion notification (2 bits).</summary>
    public static readonly MatchField IpEcn = Row("nw_ecn", 2, FieldFormat.Decimal, Writable, FieldPrerequisite.Ip, [Oxm("IP_ECN", 9), NxmNx("IP_ECN", 28)]).Also("ip_ecn");

    /// <summary>IP time to live or hop limit (8 bits).</summary>
    public static readonly MatchField NwTtl = Row("nw_ttl", 8, FieldFormat.Decimal, Writable, FieldPrerequisite.Ip, [NxmNx("IP_TTL", 29)]);

    /// <summary>IPv6 flow label (20 bits, maskable).</summary>
    public static readonly MatchField Ipv6FlowLabel = Row("ipv6_label", 20, FieldFormat.Hexadecimal, Maskable | Writable, FieldPrerequisite.Ipv6, [Oxm("IPV6_FLABEL", 28), NxmNx("IPV6_LABEL", 27)], bytes: 4);

    /// <summary>IP protocol number (8 bits).</summary>
    public static readonly MatchField IpProto = Row("nw_proto", 8, FieldFormat.Decimal, None, FieldPrerequisite.Ip, [Oxm("IP_PROTO", 10), NxmOf("IP_PROTO", 6)]).Also("ip_proto");

    /// <summary>TCP source port (16 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField TcpSrc = Row("tcp_src", 16, FieldFormat.Decimal, Maskable | Writable, FieldPrerequisite.Tcp, [Oxm("TCP_SRC", 13), NxmOf("TCP_SRC", 9)]).Also("tp_src");

    /// <summary>TCP destination port (16 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField TcpDst = Row("tcp_dst", 16, FieldFormat.Decimal, Maskable | Writable, FieldPrerequisite.Tcp, [Oxm("TCP_DST", 14), NxmOf("TCP_DST", 10)]).Also("tp_dst");

    /// <summary>TCP flags (12 bits, maskable).</summary>
    public static readonly MatchField TcpFlags = Row("tcp_flags", 12, FieldFormat.TcpFlags, Maskable, FieldPrerequisite.Tcp, [Onf("TCP_FLAGS", 42), NxmNx("TCP_FLAGS", 34), Oxm("TCP_FLAGS", 42)]);

    /// <summary>UDP source port (16 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField UdpSrc = Row("udp_src", 16, FieldFormat.Decimal, Maskable | Writable, FieldPrerequisite.Udp, [Oxm("UDP_SRC", 15), NxmOf("UDP_SRC", 11)]);

    /// <summary>UDP destination port (16 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField UdpDst = Row("udp_dst", 16, FieldFormat.Decimal, Maskable | Writable, FieldPrerequisite.Udp, [Oxm("UDP_DST", 16), NxmOf("UDP_DST", 12)]);

    /// <summary>SCTP source port (16 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField SctpSrc = Row("sctp_src", 16, FieldFormat.Decimal, Maskable | Writable, FieldPrerequisite.Sctp, [Oxm("SCTP_SRC", 17)]);

    /// <summary>SCTP destination port (16 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField SctpDst = Row("sctp_dst", 16, FieldFormat.Decimal, Maskable | Writable, FieldPrerequisite.Sctp, [Oxm("SCTP_DST", 18)]);

    /// <summary>ICMP type (8 bits).</summary>
    public static readonly MatchField Icmpv4Type = Row("icmp_type", 8, FieldFormat.Decimal, Writable, FieldPrerequisite.Icmpv4, [Oxm("ICMPV4_TYPE", 19), NxmOf("ICMP_TYPE", 13)]);

    /// <summary>ICMP code (8 bits).</summary>
    public static readonly MatchField Icmpv4Code = Row("icmp_code", 8, FieldFormat.Decimal, Writable, FieldPrerequisite.Icmpv4, [Oxm("ICMPV4_CODE", 20), NxmOf("ICMP_CODE", 14)]);

    /// <summary>ICMPv6 type (8 bits).</summary>
    public static readonly MatchField Icmpv6Type = Row("icmpv6_type", 8, FieldFormat.Decimal, Writable, FieldPrerequisite.Icmpv6, [Oxm("ICMPV6_TYPE", 29), NxmNx("ICMPV6_TYPE", 21)]);

    /// <summary>ICMPv6 code (8 bits).</summary>
    public static readonly MatchField Icmpv6Code = Row("icmpv6_code", 8, FieldFormat.Decimal, Writable, FieldPrerequisite.Icmpv6, [Oxm("ICMPV6_CODE", 30), NxmNx("ICMPV6_CODE", 22)]);

    /// <summary>The reserved bits of neighbour discovery (32 bits).</summary>
    public static readonly MatchField Ipv6NdReserved = Row("nd_reserved", 32, FieldFormat.Decimal, Writable, FieldPrerequisite.Discovery, [new("ERICOXM_OF_ICMPV6_ND_RESERVED", Ericsson, 1)]);

    /// <summary>Target address of neighbour discovery (128 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField Ipv6NdTarget = Row("nd_target", 128, FieldFormat.Ipv6, Maskable | Writable, FieldPrerequisite.Discovery, [Oxm("IPV6_ND_TARGET", 31), NxmNx("ND_TARGET", 23)]);

    /// <summary>Type of the option of neighbour discovery (8 bits).</summary>
    public static readonly MatchField Ipv6NdOptionsType = Row("nd_options_type", 8, FieldFormat.Decimal, Writable, FieldPrerequisite.Discovery, [new("ERICOXM_OF_ICMPV6_ND_OPTIONS_TYPE", Ericsson, 2)]);

    /// <summary>Source link-layer address of neighbour discovery (48 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField Ipv6NdSll = Row("nd_sll", 48, FieldFormat.Ethernet, Maskable | Writable, FieldPrerequisite.Solicitation, [Oxm("IPV6_ND_SLL", 32), NxmNx("ND_SLL", 24)]);

    /// <summary>Target link-layer address of neighbour discovery (48 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField Ipv6NdTll = Row("nd_tll", 48, FieldFormat.Ethernet, Maskable | Writable, FieldPrerequisite.Advertisement, [Oxm("IPV6_ND_TLL", 33), NxmNx("ND_TLL", 25)]);

    /// <summary>ARP operation (16 bits, of which Open vSwitch knows 8).</summary>
    public static readonly MatchField ArpOp = Row("arp_op", 16, FieldFormat.Decimal, Writable, FieldPrerequisite.Arp, [Oxm("ARP_OP", 21), NxmOf("ARP_OP", 15)], maximum: 0xff);

    /// <summary>ARP sender protocol address (32 bits, maskable).</summary>
    public static readonly MatchField ArpSpa = Row("arp_spa", 32, FieldFormat.Ipv4, Maskable | Writable, FieldPrerequisite.Arp, [Oxm("ARP_SPA", 22), NxmOf("ARP_SPA", 16)]);

    /// <summary>ARP target protocol address (32 bits, maskable).</summary>
    public static readonly MatchField ArpTpa = Row("arp_tpa", 32, FieldFormat.Ipv4, Maskable | Writable, FieldPrerequisite.Arp, [Oxm("ARP_TPA", 23), NxmOf("ARP_TPA", 17)]);

    /// <summary>ARP sender hardware address (48 bits, maskable).</summary>
    public static readonly MatchField ArpSha = Row("arp_sha", 48, FieldFormat.Ethernet, Maskable | Writable, FieldPrerequisite.Arp, [Oxm("ARP_SHA", 24), NxmNx("ARP_SHA", 17)]);

    /// <summary>ARP target hardware address (48 bits, maskable).</summary>
    public static readonly MatchField ArpTha = Row("arp_tha", 48, FieldFormat.Ethernet, Maskable | Writable, FieldPrerequisite.Arp, [Oxm("ARP_THA", 25), NxmNx("ARP_THA", 18)]);

    /// <summary>Provider backbone bridge service id (24 bits, maskable); not in Open vSwitch.</summary>
    public static readonly MatchField PbbIsid = Row("pbb_isid", 24, FieldFormat.Hexadecimal, Maskable | Writable, FieldPrerequisite.Pbb, [Oxm("PBB_ISID", 37)]);

    /// <summary>Which IPv6 extension headers are there (9 bits, maskable); not in Open vSwitch.</summary>
    public static readonly MatchField Ipv6ExtHdr = Row("ipv6_exthdr", 9, FieldFormat.Hexadecimal, Maskable | Writable, FieldPrerequisite.Ipv6, [Oxm("IPV6_EXTHDR", 39)]);

    /// <summary>Key of the tunnel the packet came by (64 bits, maskable).</summary>
    public static readonly MatchField TunnelId = Row("tun_id", 64, FieldFormat.Hexadecimal, Maskable | Writable, null, [Oxm("TUNNEL_ID", 38), NxmNx("TUN_ID", 16)]).Also("tunnel_id");

    /// <summary>Flags of the tunnel (1 bit, maskable).</summary>
    public static readonly MatchField TunFlags = Row("tun_flags", 1, FieldFormat.TunnelFlags, Maskable | Writable, null, [NxmNx("TUN_FLAGS", 104)], bytes: 2);

    /// <summary>IPv4 source address of the tunnel (32 bits, maskable).</summary>
    public static readonly MatchField TunSrc = Row("tun_src", 32, FieldFormat.Ipv4, Maskable | Writable, null, [NxmNx("TUN_IPV4_SRC", 31)]);

    /// <summary>IPv4 destination address of the tunnel (32 bits, maskable).</summary>
    public static readonly MatchField TunDst = Row("tun_dst", 32, FieldFormat.Ipv4, Maskable | Writable, null, [NxmNx("TUN_IPV4_DST", 32)]);

    /// <summary>IPv6 source address of the tunnel (128 bits, maskable).</summary>
    public static readonly MatchField TunIpv6Src = Row("tun_ipv6_src", 128, FieldFormat.Ipv6, Maskable | Writable, null, [NxmNx("TUN_IPV6_SRC", 109)]);

    /// <summary>IPv6 destination address of the tunnel (128 bits, maskable).</summary>
    public static readonly MatchField TunIpv6Dst = Row("tun_ipv6_dst", 128, FieldFormat.Ipv6, Maskable | Writable, null, [NxmNx("TUN_IPV6_DST", 110)]);

    /// <summary>VXLAN group based policy id (16 bits, maskable).</summary>
    public static readonly MatchField TunGbpId = Row("tun_gbp_id", 16, FieldFormat.Decimal, Maskable | Writable, null, [NxmNx("TUN_GBP_ID", 38)]);

    /// <summary>VXLAN group based policy flags (8 bits, maskable).</summary>
    public static readonly MatchField TunGbpFlags = Row("tun_gbp_flags", 8, FieldFormat.Hexadecimal, Maskable | Writable, null, [NxmNx("TUN_GBP_FLAGS", 39)]);

    /// <summary>Options of the tunnel, tun_metadata0 to tun_metadata63 (up to 992 bits each, maskable).</summary>
    public static readonly IReadOnlyList<MatchField> TunMetadata = Rows(64, i => Row($"tun_metadata{i}", 992, FieldFormat.Hexadecimal, Maskable | Writable, null, [NxmNx($"TUN_METADATA{i}", (byte)(40 + i))], isVariable: true));

    /// <summary>ERSPAN index (20 bits, maskable).</summary>
    public static readonly MatchField TunErspanIdx = Row("tun_erspan_idx", 20, FieldFormat.Hexadecimal, Maskable | Writable, null, [Nicira("ERSPAN_IDX", 11)], bytes: 4);

    /// <summary>ERSPAN version (4 bits, maskable).</summary>
    public static readonly MatchField TunErspanVer = Row("tun_erspan_ver", 4, FieldFormat.Decimal, Maskable | Writable, null, [Nicira("ERSPAN_VER", 12)]);

    /// <summary>ERSPAN direction (1 bit, maskable).</summary>
    public static readonly MatchField TunErspanDir = Row("tun_erspan_dir", 1, FieldFormat.Decimal, Maskable | Writable, null, [Nicira("ERSPAN_DIR", 13)]);

    /// <summary>ERSPAN hardware id (6 bits, maskable).</summary>
    public static readonly MatchField TunErspanHwid = Row("tun_erspan_hwid", 6, FieldFormat.Hexadecimal, Maskable | Writable, null, [Nicira("ERSPAN_HWID", 14)]);

    /// <summary>GTP-U flags (8 bits, maskable).</summary>
    public static readonly MatchField TunGtpuFlags = Row("tun_gtpu_flags", 8, FieldFormat.Hexadecimal, Maskable, null, [Nicira("GTPU_FLAGS", 15)]);

    /// <summary>GTP-U message type (8 bits, maskable).</summary>
    public static readonly MatchField TunGtpuMsgtype = Row("tun_gtpu_msgtype", 8, FieldFormat.Decimal, Maskable, null, [Nicira("GTPU_MSGTYPE", 16)]);

    /// <summary>Network service header: flags (8 bits, maskable).</summary>
    public static readonly MatchField NshFlags = Row("nsh_flags", 8, FieldFormat.Decimal, Maskable | Writable, FieldPrerequisite.Nsh, [Nsh("FLAGS", 1)]);

    /// <summary>Network service header: time to live (6 bits in a byte).</summary>
    public static readonly MatchField NshTtl = Row("nsh_ttl", 8, FieldFormat.Decimal, Writable, FieldPrerequisite.Nsh, [Nsh("TTL", 10)], maximum: 63);

    /// <summary>Network service header: metadata type (8 bits).</summary>
    public static readonly MatchField NshMdtype = Row("nsh_mdtype", 8, FieldFormat.Decimal, None, FieldPrerequisite.Nsh, [Nsh("MDTYPE", 2)]);

    /// <summary>Network service header: next protocol (8 bits).</summary>
    public static readonly MatchField NshNp = Row("nsh_np", 8, FieldFormat.Decimal, None, FieldPrerequisite.Nsh, [Nsh("NP", 3)]);

    /// <summary>Network service header: service path identifier (24 bits).</summary>
    public static readonly MatchField NshSpi = Row("nsh_spi", 24, FieldFormat.Hexadecimal, Writable, FieldPrerequisite.Nsh, [Nsh("SPI", 4)], bytes: 4).Also("nsp");

    /// <summary>Network service header: service index (8 bits).</summary>
    public static readonly MatchField NshSi = Row("nsh_si", 8, FieldFormat.Decimal, Writable, FieldPrerequisite.Nsh, [Nsh("SI", 5)]).Also("nsi");

    /// <summary>Network service header: context 1 (32 bits, maskable).</summary>
    public static readonly MatchField NshC1 = Row("nsh_c1", 32, FieldFormat.Hexadecimal, Maskable | Writable, FieldPrerequisite.Nsh, [Nsh("C1", 6)]).Also("nshc1");

    /// <summary>Network service header: context 2 (32 bits, maskable).</summary>
    public static readonly MatchField NshC2 = Row("nsh_c2", 32, FieldFormat.Hexadecimal, Maskable | Writable, FieldPrerequisite.Nsh, [Nsh("C2", 7)]).Also("nshc2");

    /// <summary>Network service header: context 3 (32 bits, maskable).</summary>
    public static readonly MatchField NshC3 = Row("nsh_c3", 32, FieldFormat.Hexadecimal, Maskable | Writable, FieldPrerequisite.Nsh, [Nsh("C3", 8)]).Also("nshc3");

    /// <summary>Network service header: context 4 (32 bits, maskable).</summary>
    public static readonly MatchField NshC4 = Row("nsh_c4", 32, FieldFormat.Hexadecimal, Maskable | Writable, FieldPrerequisite.Nsh, [Nsh("C4", 9)]).Also("nshc4");

    /// <summary>The registers reg0 to reg15 (32 bits each, maskable).</summary>
    public static readonly IReadOnlyList<MatchField> Registers = Rows(16, i => Row($"reg{i}", 32, FieldFormat.Hexadecimal, Maskable | Writable, null, [NxmNx($"REG{i}", (byte)i)]));

    /// <summary>The registers in pairs, xreg0 to xreg7 (64 bits each, maskable).</summary>
    public static readonly IReadOnlyList<MatchField> DoubleRegisters = Rows(8, i => Row($"xreg{i}", 64, FieldFormat.Hexadecimal, Maskable | Writable, null, [new($"OXM_OF_PKT_REG{i}", PacketRegisters, (byte)i)]));

    /// <summary>The registers in fours, xxreg0 to xxreg3 (128 bits each, maskable).</summary>
    public static readonly IReadOnlyList<MatchField> QuadRegisters = Rows(4, i => Row($"xxreg{i}", 128, FieldFormat.Hexadecimal, Maskable | Writable, null, [NxmNx($"XXREG{i}", (byte)(111 + i))]));

    /// <summary>Mark of the packet (32 bits, maskable).</summary>
    public static readonly MatchField PktMark = Row("pkt_mark", 32, FieldFormat.Hexadecimal, Maskable | Writable, null, [NxmNx("PKT_MARK", 33)]);

    /// <summary>What connection tracking says of the packet (32 bits, maskable).</summary>
    public static readonly MatchField CtState = Row("ct_state", 32, FieldFormat.CtState, Maskable, null, [NxmNx("CT_STATE", 105)]);

    /// <summary>Zone of the tracked connection (16 bits).</summary>
    public static readonly MatchField CtZone = Row("ct_zone", 16, FieldFormat.Hexadecimal, None, null, [NxmNx("CT_ZONE", 106)]);

    /// <summary>Mark of the tracked connection (32 bits, maskable).</summary>
    public static readonly MatchField CtMark = Row("ct_mark", 32, FieldFormat.Hexadecimal, Maskable | Writable, null, [NxmNx("CT_MARK", 107)]);

    /// <summary>Label of the tracked connection (128 bits, maskable).</summary>
    public static readonly MatchField CtLabel = Row("ct_label", 128, FieldFormat.Hexadecimal, Maskable | Writable, null, [NxmNx("CT_LABEL", 108)]);

    /// <summary>Original IPv4 source of the tracked connection (32 bits, maskable).</summary>
    public static readonly MatchField CtNwSrc = Row("ct_nw_src", 32, FieldFormat.Ipv4, Maskable, FieldPrerequisite.Tracked, [NxmNx("CT_NW_SRC", 120)]);

    /// <summary>Original IPv6 source of the tracked connection (128 bits, maskable).</summary>
    public static readonly MatchField CtIpv6Src = Row("ct_ipv6_src", 128, FieldFormat.Ipv6, Maskable, FieldPrerequisite.Tracked, [NxmNx("CT_IPV6_SRC", 122)]);

    /// <summary>Original IPv4 destination of the tracked connection (32 bits, maskable).</summary>
    public static readonly MatchField CtNwDst = Row("ct_nw_dst", 32, FieldFormat.Ipv4, Maskable, FieldPrerequisite.Tracked, [NxmNx("CT_NW_DST", 121)]);

    /// <summary>Original IPv6 destination of the tracked connection (128 bits, maskable).</summary>
    public static readonly MatchField CtIpv6Dst = Row("ct_ipv6_dst", 128, FieldFormat.Ipv6, Maskable, FieldPrerequisite.Tracked, [NxmNx("CT_IPV6_DST", 123)]);

    /// <summary>Original IP protocol of the tracked connection (8 bits).</summary>
    public static readonly MatchField CtNwProto = Row("ct_nw_proto", 8, FieldFormat.Decimal, None, FieldPrerequisite.Tracked, [NxmNx("CT_NW_PROTO", 119)]);

    /// <summary>Original source port of the tracked connection (16 bits, maskable).</summary>
    public static readonly MatchField CtTpSrc = Row("ct_tp_src", 16, FieldFormat.Decimal, Maskable, FieldPrerequisite.Tracked, [NxmNx("CT_TP_SRC", 124)]);

    /// <summary>Original destination port of the tracked connection (16 bits, maskable).</summary>
    public static readonly MatchField CtTpDst = Row("ct_tp_dst", 16, FieldFormat.Decimal, Maskable, FieldPrerequisite.Tracked, [NxmNx("CT_TP_DST", 125)]);

    /// <summary>What earlier tables passed on (64 bits, maskable).</summary>
    public static readonly MatchField Metadata = Row("metadata", 64, FieldFormat.Hexadecimal, Maskable | Writable, null, [Oxm("METADATA", 2)]);

    /// <summary>The port the packet came in by, with 16 bits as in OpenFlow 1.0; actions use it.</summary>
    internal static readonly MatchField InPort16 = ActionRow("in_port", 16, FieldFormat.Port, Writable, null, [NxmOf("IN_PORT", 0)]);

    /// <summary>The VLAN tag as a whole (16 bits, maskable); a match in OpenFlow 1.3 says it by vlan_vid and vlan_pcp.</summary>
    internal static readonly MatchField VlanTci = ActionRow("vlan_tci", 16, FieldFormat.Hexadecimal, Maskable | Writable, FieldPrerequisite.Ethernet, [NxmOf("VLAN_TCI", 4)]);

    /// <summary>IP type of service, of which the upper 6 bits count (8 bits); a match in OpenFlow 1.3 says it by ip_dscp.</summary>
    internal static readonly MatchField NwTos = ActionRow("nw_tos", 8, FieldFormat.Decimal, Writable, FieldPrerequisite.Ip, [NxmOf("IP_TOS", 5)]);

    /// <summary>VLAN id as in OpenFlow 1.0 (12 bits, 0xffff for no tag); only in text.</summary>
    internal static readonly MatchField DlVlan = ActionRow("dl_vlan", 12, FieldFormat.Decimal, None, FieldPrerequisite.Ethernet, []);

    /// <summary>VLAN priority as in OpenFlow 1.0 (3 bits); only in text.</summary>
    internal static readonly MatchField DlVlanPcp = ActionRow("dl_vlan_pcp", 3, FieldFormat.Decimal, None, FieldPrerequisite.Ethernet, []);
}
