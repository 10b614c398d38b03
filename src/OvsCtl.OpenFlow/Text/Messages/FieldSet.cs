using System.Collections.Frozen;
using System.Numerics;
using System.Text;

namespace OvsCtl.OpenFlow;

/// <summary>A set of the fields Open vSwitch knows, in its order.</summary>
/// <param name="Bits">Bit n for the field in place n.</param>
internal readonly record struct FieldSet(BigInteger Bits)
{
    private static readonly string[] s_names =
    [
        "dp_hash", "recirc_id", "packet_type", "conj_id", "tun_id", "tun_src", "tun_dst", "tun_ipv6_src", "tun_ipv6_dst", "tun_flags",
        "tun_gbp_id", "tun_gbp_flags", "tun_erspan_idx", "tun_erspan_ver", "tun_erspan_dir", "tun_erspan_hwid", "tun_gtpu_flags", "tun_gtpu_msgtype",
        .. Numbered("tun_metadata", 64), "metadata", "in_port", "in_port_oxm", "actset_output", "pkt_mark",
        "ct_state", "ct_zone", "ct_mark", "ct_label", "ct_nw_proto", "ct_nw_src", "ct_nw_dst", "ct_ipv6_src", "ct_ipv6_dst", "ct_tp_src", "ct_tp_dst",
        .. Numbered("reg", 16), .. Numbered("xreg", 8), .. Numbered("xxreg", 4),
        "eth_src", "eth_dst", "eth_type", "vlan_tci", "vlan_vid", "vlan_pcp", "mpls_label", "mpls_tc", "mpls_bos", "mpls_ttl",
        "ip_src", "ip_dst", "ipv6_src", "ipv6_dst", "ipv6_label", "nw_proto", "nw_tos", "ip_dscp", "nw_ecn", "nw_ttl", "ip_frag",
        "arp_op", "arp_spa", "arp_tpa", "arp_sha", "arp_tha", "tcp_src", "tcp_dst", "tcp_flags", "udp_src", "udp_dst", "sctp_src", "sctp_dst",
        "icmp_type", "icmp_code", "icmpv6_type", "icmpv6_code", "nd_target", "nd_sll", "nd_tll", "nd_reserved", "nd_options_type",
        "nsh_flags", "nsh_mdtype", "nsh_np", "nsh_spi", "nsh_si", "nsh_c1", "nsh_c2", "nsh_c3", "nsh_c4", "nsh_ttl",
    ];

    private static readonly FrozenDictionary<string, int> s_places = s_names.Index().ToFrozenDictionary(name => name.Item, name => name.Index);

    public bool IsEmpty => Bits.IsZero;

    public static FieldSet operator |(FieldSet a, FieldSet b) => new(a.Bits | b.Bits);

    public static FieldSet operator &(FieldSet a, FieldSet b) => new(a.Bits & b.Bits);

    /// <summary>The fields with these headers; what Open vSwitch does not know is left out.</summary>
    public static FieldSet Of(IEnumerable<OxmHeader> headers)
    {
        var bits = BigInteger.Zero;
        foreach (var header in headers)
        {
            if (header.Field is { } known && s_places.TryGetValue(known.Name, out var place)) bits |= BigInteger.One << place;
        }

        return new FieldSet(bits);
    }

    public FieldSet Except(FieldSet other) => new(Bits & ~other.Bits);

    public void AppendTo(StringBuilder text)
    {
        var bits = Bits;
        NameList.Append(text, s_names.Where((_, place) => !(bits >> place).IsEven).ToArray());
    }

    private static IEnumerable<string> Numbered(string name, int count) => Enumerable.Range(0, count).Select(i => $"{name}{i}");
}
