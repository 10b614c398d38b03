namespace OvsCtl.OpenFlow;

/// <content>The table: the 40 fields of oxm_ofb_match_fields (OpenFlow 1.3 §7.2.3.7), those of Open vSwitch and the ONF beyond them (ovs-fields(7)),
/// and the Nicira headers some have besides. To add a field: a row here, and its place in the order.</content>
public sealed partial class MatchField
{
    private const ushort OFPXMC_OPENFLOW_BASIC = 0x8000;
    private const ushort NXM_OF = 0;
    private const ushort NXM_NX = 1;
    private const ushort OXM_PACKET_REGS = 0x8001;
    private const ushort OFPXMC_EXPERIMENTER = 0xffff;
    private const uint ONF = 0x4f4e4600;
    private const uint NICIRA = 0x00002320;
    private const uint NSH = 0x005ad650;

    /// <summary>The port the packet came in by (32 bits).</summary>
    public static readonly MatchField InPort = Basic(0, "in_port_oxm", 32, false, FieldFormat.Port).Named("OXM_OF_IN_PORT");

    /// <summary>The physical port under a logical one (32 bits).</summary>
    public static readonly MatchField InPhyPort = Basic(1, "in_phy_port", 32, false, FieldFormat.Decimal, Requires(InPort)).ReadOnly();

    /// <summary>What earlier tables passed on (64 bits, maskable).</summary>
    public static readonly MatchField Metadata = Basic(2, "metadata", 64, true, FieldFormat.Hexadecimal).Named("OXM_OF_METADATA");

    /// <summary>Ethernet destination address (48 bits, maskable).</summary>
    public static readonly MatchField EthDst = Basic(3, "eth_dst", 48, true, FieldFormat.Ethernet);

    /// <summary>Ethernet source address (48 bits, maskable).</summary>
    public static readonly MatchField EthSrc = Basic(4, "eth_src", 48, true, FieldFormat.Ethernet);

    /// <summary>Ethernet type, after VLAN tags (16 bits).</summary>
    public static readonly MatchField EthType = Basic(5, "eth_type", 16, false, FieldFormat.Hexadecimal).ReadOnly();

    private static readonly FieldPrerequisite s_isIp = new(EthType, 0x0800, 0x86dd);

    private static readonly FieldPrerequisite s_isIpv4 = new(EthType, 0x0800);

    private static readonly FieldPrerequisite s_isIpv6 = new(EthType, 0x86dd);

    private static readonly FieldPrerequisite s_isArp = new(EthType, 0x0806, 0x8035);

    private static readonly FieldPrerequisite s_isMpls = new(EthType, 0x8847, 0x8848);

    private static readonly FieldPrerequisite s_isNsh = new(EthType, 0x894f);

    /// <summary>VLAN id with OFPVID_PRESENT (0x1000) set when there is a tag (13 bits, maskable).</summary>
    public static readonly MatchField VlanVid = Basic(6, "vlan_vid", 13, true, FieldFormat.Decimal).Named("OXM_OF_VLAN_VID");

    /// <summary>VLAN priority (3 bits).</summary>
    public static readonly MatchField VlanPcp = Basic(7, "vlan_pcp", 3, false, FieldFormat.Decimal, Requires(VlanVid)).Named("OXM_OF_VLAN_PCP");

    /// <summary>IP differentiated services code point (6 bits).</summary>
    public static readonly MatchField IpDscp = Basic(8, "ip_dscp", 6, false, FieldFormat.Decimal, s_isIp).Named("OXM_OF_IP_DSCP");

    /// <summary>IP congestion notification (2 bits).</summary>
    public static readonly MatchField IpEcn = Basic(9, "nw_ecn", 2, false, FieldFormat.Decimal, s_isIp);

    /// <summary>IP protocol number (8 bits).</summary>
    public static readonly MatchField IpProto = Basic(10, "nw_proto", 8, false, FieldFormat.Decimal, s_isIp).ReadOnly();

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
    public static readonly MatchField SctpSrc = Basic(17, "sctp_src", 16, true, FieldFormat.Decimal, s_isIp, s_isSctp).Named("OXM_OF_SCTP_SRC");

    /// <summary>SCTP destination port (16 bits, maskable in Open vSwitch).</summary>
    public static readonly MatchField SctpDst = Basic(18, "sctp_dst", 16, true, FieldFormat.Decimal, s_isIp, s_isSctp).Named("OXM_OF_SCTP_DST");

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
    public static readonly MatchField MplsLabel = Basic(34, "mpls_label", 20, false, FieldFormat.Decimal, s_isMpls).Named("OXM_OF_MPLS_LABEL");

    /// <summary>MPLS traffic class (3 bits).</summary>
    public static readonly MatchField MplsTc = Basic(35, "mpls_tc", 3, false, FieldFormat.Decimal, s_isMpls).Named("OXM_OF_MPLS_TC");

    /// <summary>MPLS bottom of stack (1 bit).</summary>
    public static readonly MatchField MplsBos = Basic(36, "mpls_bos", 1, false, FieldFormat.Decimal, s_isMpls).Named("OXM_OF_MPLS_BOS").ReadOnly();

    /// <summary>Provider backbone bridge service id (24 bits, maskable).</summary>
    public static readonly MatchField PbbIsid = Basic(37, "pbb_isid", 24, true, FieldFormat.Hexadecimal, Requires(EthType, 0x88e7));

    /// <summary>Key of the tunnel the packet came by (64 bits, maskable).</summary>
    public static readonly MatchField TunnelId = Basic(38, "tun_id", 64, true, FieldFormat.Hexadecimal);

    /// <summary>Which IPv6 extension headers are there (9 bits, maskable).</summary>
    public static readonly MatchField Ipv6ExtHdr = Basic(39, "ipv6_exthdr", 9, true, FieldFormat.Hexadecimal, s_isIpv6);

    /// <summary>What kind of packet it is, Ethernet unless said (32 bits: name space and type).</summary>
    public static readonly MatchField PacketType = new(OFPXMC_OPENFLOW_BASIC, 44, "packet_type", 32, false, FieldFormat.PacketType) { WireName = "OXM_OF_PACKET_TYPE", IsWritable = false };

    /// <summary>A hash the datapath computed (32 bits, maskable).</summary>
    public static readonly MatchField DpHash = new(NXM_NX, 35, "dp_hash", 32, true, FieldFormat.Hexadecimal) { WireName = "NXM_NX_DP_HASH", IsWritable = false };

    /// <summary>The recirculation the packet is in (32 bits).</summary>
    public static readonly MatchField RecircId = new(NXM_NX, 36, "recirc_id", 32, false, FieldFormat.Decimal) { WireName = "NXM_NX_RECIRC_ID", IsWritable = false };

    /// <summary>The conjunctive match that was met (32 bits).</summary>
    public static readonly MatchField ConjId = new(NXM_NX, 37, "conj_id", 32, false, FieldFormat.Decimal) { WireName = "NXM_NX_CONJ_ID", IsWritable = false };

    /// <summary>The output in the action set (32 bits).</summary>
    public static readonly MatchField ActsetOutput = new(OFPXMC_EXPERIMENTER, 43, "actset_output", 32, false, FieldFormat.Port) { Experimenter = ONF, WireName = "ONFOXM_ET_ACTSET_OUTPUT", IsWritable = false };

    /// <summary>MPLS time to live (8 bits).</summary>
    public static readonly MatchField MplsTtl = new(NXM_NX, 30, "mpls_ttl", 8, false, FieldFormat.Decimal, s_isMpls) { WireName = "NXM_NX_MPLS_TTL" };

    /// <summary>Whether the packet is a fragment (2 bits, maskable).</summary>
    public static readonly MatchField NwFrag = new(NXM_NX, 26, "ip_frag", 8, true, FieldFormat.Fragment, s_isIp) { WireName = "NXM_NX_IP_FRAG", IsWritable = false };

    /// <summary>IP time to live or hop limit (8 bits).</summary>
    public static readonly MatchField NwTtl = new(NXM_NX, 29, "nw_ttl", 8, false, FieldFormat.Decimal, s_isIp) { WireName = "NXM_NX_IP_TTL" };

    /// <summary>IP type of service, of which the upper 6 bits count (8 bits).</summary>
    public static readonly MatchField NwTos = new(NXM_OF, 5, "nw_tos", 8, false, FieldFormat.Decimal, s_isIp) { WireName = "NXM_OF_IP_TOS" };

    /// <summary>TCP flags (12 bits, maskable).</summary>
    public static readonly MatchField TcpFlags = new(OFPXMC_EXPERIMENTER, 42, "tcp_flags", 12, true, FieldFormat.TcpFlags, s_isIp, s_isTcp) { Experimenter = ONF, WireName = "NXM_NX_TCP_FLAGS", IsWritable = false };

    /// <summary>Flags of the tunnel (1 bit, maskable).</summary>
    public static readonly MatchField TunFlags = new(NXM_NX, 104, "tun_flags", 1, true, FieldFormat.TunnelFlags) { WireName = "NXM_NX_TUN_FLAGS", Size = 2 };

    /// <summary>IPv4 source address of the tunnel (32 bits, maskable).</summary>
    public static readonly MatchField TunSrc = new(NXM_NX, 31, "tun_src", 32, true, FieldFormat.Ipv4) { WireName = "NXM_NX_TUN_IPV4_SRC" };

    /// <summary>IPv4 destination address of the tunnel (32 bits, maskable).</summary>
    public static readonly MatchField TunDst = new(NXM_NX, 32, "tun_dst", 32, true, FieldFormat.Ipv4) { WireName = "NXM_NX_TUN_IPV4_DST" };

    /// <summary>IPv6 source address of the tunnel (128 bits, maskable).</summary>
    public static readonly MatchField TunIpv6Src = new(NXM_NX, 109, "tun_ipv6_src", 128, true, FieldFormat.Ipv6) { WireName = "NXM_NX_TUN_IPV6_SRC" };

    /// <summary>IPv6 destination address of the tunnel (128 bits, maskable).</summary>
    public static readonly MatchField TunIpv6Dst = new(NXM_NX, 110, "tun_ipv6_dst", 128, true, FieldFormat.Ipv6) { WireName = "NXM_NX_TUN_IPV6_DST" };

    /// <summary>VXLAN group based policy id (16 bits, maskable).</summary>
    public static readonly MatchField TunGbpId = new(NXM_NX, 38, "tun_gbp_id", 16, true, FieldFormat.Decimal) { WireName = "NXM_NX_TUN_GBP_ID" };

    /// <summary>VXLAN group based policy flags (8 bits, maskable).</summary>
    public static readonly MatchField TunGbpFlags = new(NXM_NX, 39, "tun_gbp_flags", 8, true, FieldFormat.Hexadecimal) { WireName = "NXM_NX_TUN_GBP_FLAGS" };

    /// <summary>ERSPAN idx (20 bits, maskable).</summary>
    public static readonly MatchField TunErspanIdx = new(OFPXMC_EXPERIMENTER, 11, "tun_erspan_idx", 20, true, FieldFormat.Hexadecimal) { Experimenter = NICIRA, WireName = "NXOXM_ET_ERSPAN_IDX" };

    /// <summary>ERSPAN ver (4 bits, maskable).</summary>
    public static readonly MatchField TunErspanVer = new(OFPXMC_EXPERIMENTER, 12, "tun_erspan_ver", 4, true, FieldFormat.Decimal) { Experimenter = NICIRA, WireName = "NXOXM_ET_ERSPAN_VER" };

    /// <summary>ERSPAN dir (1 bits, maskable).</summary>
    public static readonly MatchField TunErspanDir = new(OFPXMC_EXPERIMENTER, 13, "tun_erspan_dir", 1, true, FieldFormat.Decimal) { Experimenter = NICIRA, WireName = "NXOXM_ET_ERSPAN_DIR" };

    /// <summary>ERSPAN hwid (6 bits, maskable).</summary>
    public static readonly MatchField TunErspanHwid = new(OFPXMC_EXPERIMENTER, 14, "tun_erspan_hwid", 6, true, FieldFormat.Hexadecimal) { Experimenter = NICIRA, WireName = "NXOXM_ET_ERSPAN_HWID" };

    /// <summary>GTP-U flags (8 bits, maskable).</summary>
    public static readonly MatchField TunGtpuFlags = new(OFPXMC_EXPERIMENTER, 15, "tun_gtpu_flags", 8, true, FieldFormat.Hexadecimal) { Experimenter = NICIRA, WireName = "NXOXM_ET_GTPU_FLAGS", IsWritable = false };

    /// <summary>GTP-U message type (8 bits, maskable).</summary>
    public static readonly MatchField TunGtpuMsgtype = new(OFPXMC_EXPERIMENTER, 16, "tun_gtpu_msgtype", 8, true, FieldFormat.Decimal) { Experimenter = NICIRA, WireName = "NXOXM_ET_GTPU_MSGTYPE", IsWritable = false };

    /// <summary>Network service header: flags (8 bits).</summary>
    public static readonly MatchField NshFlags = new(OFPXMC_EXPERIMENTER, 1, "nsh_flags", 8, true, FieldFormat.Decimal, s_isNsh) { Experimenter = NSH, WireName = "NXOXM_NSH_FLAGS" };

    /// <summary>Network service header: ttl (8 bits).</summary>
    public static readonly MatchField NshTtl = new(OFPXMC_EXPERIMENTER, 10, "nsh_ttl", 8, false, FieldFormat.Decimal, s_isNsh) { Experimenter = NSH, WireName = "NXOXM_NSH_TTL" };

    /// <summary>Network service header: mdtype (8 bits).</summary>
    public static readonly MatchField NshMdtype = new(OFPXMC_EXPERIMENTER, 2, "nsh_mdtype", 8, false, FieldFormat.Decimal, s_isNsh) { Experimenter = NSH, WireName = "NXOXM_NSH_MDTYPE", IsWritable = false };

    /// <summary>Network service header: np (8 bits).</summary>
    public static readonly MatchField NshNp = new(OFPXMC_EXPERIMENTER, 3, "nsh_np", 8, false, FieldFormat.Decimal, s_isNsh) { Experimenter = NSH, WireName = "NXOXM_NSH_NP", IsWritable = false };

    /// <summary>Network service header: spi (24 bits).</summary>
    public static readonly MatchField NshSpi = new(OFPXMC_EXPERIMENTER, 4, "nsh_spi", 24, false, FieldFormat.Hexadecimal, s_isNsh) { Experimenter = NSH, WireName = "NXOXM_NSH_SPI", Size = 4 };

    /// <summary>Network service header: si (8 bits).</summary>
    public static readonly MatchField NshSi = new(OFPXMC_EXPERIMENTER, 5, "nsh_si", 8, false, FieldFormat.Decimal, s_isNsh) { Experimenter = NSH, WireName = "NXOXM_NSH_SI" };

    /// <summary>Network service header: c1 (32 bits).</summary>
    public static readonly MatchField NshC1 = new(OFPXMC_EXPERIMENTER, 6, "nsh_c1", 32, true, FieldFormat.Hexadecimal, s_isNsh) { Experimenter = NSH, WireName = "NXOXM_NSH_C1" };

    /// <summary>Network service header: c2 (32 bits).</summary>
    public static readonly MatchField NshC2 = new(OFPXMC_EXPERIMENTER, 7, "nsh_c2", 32, true, FieldFormat.Hexadecimal, s_isNsh) { Experimenter = NSH, WireName = "NXOXM_NSH_C2" };

    /// <summary>Network service header: c3 (32 bits).</summary>
    public static readonly MatchField NshC3 = new(OFPXMC_EXPERIMENTER, 8, "nsh_c3", 32, true, FieldFormat.Hexadecimal, s_isNsh) { Experimenter = NSH, WireName = "NXOXM_NSH_C3" };

    /// <summary>Network service header: c4 (32 bits).</summary>
    public static readonly MatchField NshC4 = new(OFPXMC_EXPERIMENTER, 9, "nsh_c4", 32, true, FieldFormat.Hexadecimal, s_isNsh) { Experimenter = NSH, WireName = "NXOXM_NSH_C4" };

    /// <summary>Mark of the packet (32 bits, maskable).</summary>
    public static readonly MatchField PktMark = new(NXM_NX, 33, "pkt_mark", 32, true, FieldFormat.Hexadecimal) { WireName = "NXM_NX_PKT_MARK" };

    /// <summary>What connection tracking says of the packet (32 bits, maskable).</summary>
    public static readonly MatchField CtState = new(NXM_NX, 105, "ct_state", 32, true, FieldFormat.CtState) { WireName = "NXM_NX_CT_STATE", IsWritable = false };

    /// <summary>Zone of the tracked connection (16 bits).</summary>
    public static readonly MatchField CtZone = new(NXM_NX, 106, "ct_zone", 16, false, FieldFormat.Hexadecimal) { WireName = "NXM_NX_CT_ZONE", IsWritable = false };

    /// <summary>Mark of the tracked connection (32 bits, maskable).</summary>
    public static readonly MatchField CtMark = new(NXM_NX, 107, "ct_mark", 32, true, FieldFormat.Hexadecimal) { WireName = "NXM_NX_CT_MARK" };

    /// <summary>Label of the tracked connection (128 bits, maskable).</summary>
    public static readonly MatchField CtLabel = new(NXM_NX, 108, "ct_label", 128, true, FieldFormat.Hexadecimal) { WireName = "NXM_NX_CT_LABEL" };

    /// <summary>Original IPv4 source of the tracked connection.</summary>
    public static readonly MatchField CtNwSrc = new(NXM_NX, 120, "ct_nw_src", 32, true, FieldFormat.Ipv4) { WireName = "NXM_NX_CT_NW_SRC", IsWritable = false };

    /// <summary>Original IPv6 source of the tracked connection.</summary>
    public static readonly MatchField CtIpv6Src = new(NXM_NX, 122, "ct_ipv6_src", 128, true, FieldFormat.Ipv6) { WireName = "NXM_NX_CT_IPV6_SRC", IsWritable = false };

    /// <summary>Original IPv4 destination of the tracked connection.</summary>
    public static readonly MatchField CtNwDst = new(NXM_NX, 121, "ct_nw_dst", 32, true, FieldFormat.Ipv4) { WireName = "NXM_NX_CT_NW_DST", IsWritable = false };

    /// <summary>Original IPv6 destination of the tracked connection.</summary>
    public static readonly MatchField CtIpv6Dst = new(NXM_NX, 123, "ct_ipv6_dst", 128, true, FieldFormat.Ipv6) { WireName = "NXM_NX_CT_IPV6_DST", IsWritable = false };

    /// <summary>Original IP protocol of the tracked connection.</summary>
    public static readonly MatchField CtNwProto = new(NXM_NX, 119, "ct_nw_proto", 8, false, FieldFormat.Decimal) { WireName = "NXM_NX_CT_NW_PROTO", IsWritable = false };

    /// <summary>Original source port of the tracked connection.</summary>
    public static readonly MatchField CtTpSrc = new(NXM_NX, 124, "ct_tp_src", 16, true, FieldFormat.Decimal) { WireName = "NXM_NX_CT_TP_SRC", IsWritable = false };

    /// <summary>Original destination port of the tracked connection.</summary>
    public static readonly MatchField CtTpDst = new(NXM_NX, 125, "ct_tp_dst", 16, true, FieldFormat.Decimal) { WireName = "NXM_NX_CT_TP_DST", IsWritable = false };

    /// <summary>The registers reg0 to reg15 (32 bits each, maskable).</summary>
    public static readonly IReadOnlyList<MatchField> Registers =
        [.. Enumerable.Range(0, 16).Select(i => new MatchField(NXM_NX, (byte)i, $"reg{i}", 32, true, FieldFormat.Hexadecimal) { WireName = $"NXM_NX_REG{i}" })];

    /// <summary>The registers in pairs, xreg0 to xreg7 (64 bits each, maskable).</summary>
    public static readonly IReadOnlyList<MatchField> DoubleRegisters =
        [.. Enumerable.Range(0, 8).Select(i => new MatchField(OXM_PACKET_REGS, (byte)i, $"xreg{i}", 64, true, FieldFormat.Hexadecimal) { WireName = $"OXM_OF_PKT_REG{i}" })];

    /// <summary>The registers in fours, xxreg0 to xxreg3 (128 bits each, maskable).</summary>
    public static readonly IReadOnlyList<MatchField> QuadRegisters =
        [.. Enumerable.Range(0, 4).Select(i => new MatchField(NXM_NX, (byte)(111 + i), $"xxreg{i}", 128, true, FieldFormat.Hexadecimal) { WireName = $"NXM_NX_XXREG{i}" })];

    /// <summary>Options of the tunnel, tun_metadata0 to tun_metadata63 (up to 992 bits each, maskable).</summary>
    public static readonly IReadOnlyList<MatchField> TunMetadata =
        [.. Enumerable.Range(0, 64).Select(i => new MatchField(NXM_NX, (byte)(40 + i), $"tun_metadata{i}", 992, true, FieldFormat.Hexadecimal) { WireName = $"NXM_NX_TUN_METADATA{i}", IsVariable = true })];

    /// <summary>The port the packet came in by, with 16 bits as in OpenFlow 1.0; actions use it.</summary>
    internal static readonly MatchField InPort16 = new(NXM_OF, 0, "in_port", 16, false, FieldFormat.Port) { WireName = "NXM_OF_IN_PORT" };

    /// <summary>The VLAN tag as a whole (16 bits, maskable); a match in OpenFlow 1.3 says it by vlan_vid and vlan_pcp.</summary>
    internal static readonly MatchField VlanTci = new(NXM_OF, 4, "vlan_tci", 16, true, FieldFormat.Hexadecimal) { WireName = "NXM_OF_VLAN_TCI" };

    private static readonly MatchField[] s_actionOnly = [InPort16, VlanTci, NwTos];

    // Where a match has this order, Open vSwitch gives the same bytes.
    private static readonly MatchField[] s_order =
    [
        PacketType, DpHash, RecircId, ConjId, InPort, InPhyPort, ActsetOutput, EthSrc, EthDst, EthType, VlanVid, VlanPcp,
        MplsTc, MplsBos, MplsTtl, MplsLabel, Ipv4Src, Ipv4Dst, Ipv6Src, Ipv6Dst, NwFrag, IpDscp, IpEcn, NwTtl, Ipv6FlowLabel, IpProto,
        TcpSrc, TcpDst, TcpFlags, UdpSrc, UdpDst, SctpSrc, SctpDst, Icmpv4Type, Icmpv4Code, Icmpv6Type, Icmpv6Code, Ipv6NdTarget, Ipv6NdSll, Ipv6NdTll,
        ArpOp, ArpSpa, ArpTpa, ArpSha, ArpTha, PbbIsid, Ipv6ExtHdr,
        TunnelId, TunFlags, TunSrc, TunDst, TunIpv6Src, TunIpv6Dst, TunGbpId, TunGbpFlags, .. TunMetadata,
        TunErspanIdx, TunErspanVer, TunErspanDir, TunErspanHwid, TunGtpuFlags, TunGtpuMsgtype,
        NshFlags, NshTtl, NshMdtype, NshNp, NshSpi, NshSi, NshC1, NshC2, NshC3, NshC4,
        .. Registers, .. DoubleRegisters, .. QuadRegisters,
        PktMark, CtState, CtZone, CtMark, CtLabel, CtNwSrc, CtIpv6Src, CtNwDst, CtIpv6Dst, CtNwProto, CtTpSrc, CtTpDst, Metadata,
    ];

    private static readonly MatchField[] s_aliases =
    [
        EthDst.Alias(NXM_OF, 1, "NXM_OF_ETH_DST"),
        EthSrc.Alias(NXM_OF, 2, "NXM_OF_ETH_SRC"),
        EthType.Alias(NXM_OF, 3, "NXM_OF_ETH_TYPE"),
        IpProto.Alias(NXM_OF, 6, "NXM_OF_IP_PROTO"),
        Ipv4Src.Alias(NXM_OF, 7, "NXM_OF_IP_SRC"),
        Ipv4Dst.Alias(NXM_OF, 8, "NXM_OF_IP_DST"),
        TcpSrc.Alias(NXM_OF, 9, "NXM_OF_TCP_SRC"),
        TcpDst.Alias(NXM_OF, 10, "NXM_OF_TCP_DST"),
        UdpSrc.Alias(NXM_OF, 11, "NXM_OF_UDP_SRC"),
        UdpDst.Alias(NXM_OF, 12, "NXM_OF_UDP_DST"),
        Icmpv4Type.Alias(NXM_OF, 13, "NXM_OF_ICMP_TYPE"),
        Icmpv4Code.Alias(NXM_OF, 14, "NXM_OF_ICMP_CODE"),
        ArpOp.Alias(NXM_OF, 15, "NXM_OF_ARP_OP"),
        ArpSpa.Alias(NXM_OF, 16, "NXM_OF_ARP_SPA"),
        ArpTpa.Alias(NXM_OF, 17, "NXM_OF_ARP_TPA"),
        TunnelId.Alias(NXM_NX, 16, "NXM_NX_TUN_ID"),
        ArpSha.Alias(NXM_NX, 17, "NXM_NX_ARP_SHA"),
        ArpTha.Alias(NXM_NX, 18, "NXM_NX_ARP_THA"),
        Ipv6Src.Alias(NXM_NX, 19, "NXM_NX_IPV6_SRC"),
        Ipv6Dst.Alias(NXM_NX, 20, "NXM_NX_IPV6_DST"),
        Icmpv6Type.Alias(NXM_NX, 21, "NXM_NX_ICMPV6_TYPE"),
        Icmpv6Code.Alias(NXM_NX, 22, "NXM_NX_ICMPV6_CODE"),
        Ipv6NdTarget.Alias(NXM_NX, 23, "NXM_NX_ND_TARGET"),
        Ipv6NdSll.Alias(NXM_NX, 24, "NXM_NX_ND_SLL"),
        Ipv6NdTll.Alias(NXM_NX, 25, "NXM_NX_ND_TLL"),
        Ipv6FlowLabel.Alias(NXM_NX, 27, "NXM_NX_IPV6_LABEL"),
        IpEcn.Alias(NXM_NX, 28, "NXM_NX_IP_ECN"),
        TcpFlags.Alias(NXM_NX, 34, "NXM_NX_TCP_FLAGS"),
    ];

    private static readonly Dictionary<string, string> s_otherNames = new()
    {
        ["nw_src"] = "ip_src",
        ["nw_dst"] = "ip_dst",
        ["dl_src"] = "eth_src",
        ["dl_dst"] = "eth_dst",
        ["dl_type"] = "eth_type",
        ["tunnel_id"] = "tun_id",
        ["ip_ecn"] = "nw_ecn",
        ["nw_frag"] = "ip_frag",
        ["tp_src"] = "tcp_src",
        ["tp_dst"] = "tcp_dst",
        ["ip_proto"] = "nw_proto",
        ["nsp"] = "nsh_spi",
        ["nsi"] = "nsh_si",
        ["nshc1"] = "nsh_c1",
        ["nshc2"] = "nsh_c2",
        ["nshc3"] = "nsh_c3",
        ["nshc4"] = "nsh_c4",
    };

    // Fields whose name in the standard is not the one Open vSwitch gives them.
    private static readonly Dictionary<string, string> s_standardNames = new()
    {
        ["IPV4_SRC"] = "ip_src",
        ["IPV4_DST"] = "ip_dst",
        ["IP_ECN"] = "nw_ecn",
        ["IP_PROTO"] = "nw_proto",
        ["IPV6_FLABEL"] = "ipv6_label",
        ["ICMPV4_TYPE"] = "icmp_type",
        ["ICMPV4_CODE"] = "icmp_code",
        ["IPV6_ND_TARGET"] = "nd_target",
        ["IPV6_ND_SLL"] = "nd_sll",
        ["IPV6_ND_TLL"] = "nd_tll",
        ["TUNNEL_ID"] = "tun_id",
    };

    private MatchField Alias(ushort oxmClass, byte number, string wireName) =>
        new(oxmClass, number, Name, BitCount, IsMaskable, Format, _prerequisites) { Canonical = this, WireName = wireName, IsWritable = IsWritable };

    private static MatchField Basic(byte number, string name, int bitCount, bool isMaskable, FieldFormat format, params FieldPrerequisite[] prerequisites) =>
        new(OFPXMC_OPENFLOW_BASIC, number, name, bitCount, isMaskable, format, prerequisites);

    private MatchField Named(string wireName)
    {
        WireName = wireName;
        return this;
    }

    private MatchField ReadOnly()
    {
        IsWritable = false;
        return this;
    }

    private static FieldPrerequisite Requires(MatchField field, params ulong[] values) => new(field, values);
}
