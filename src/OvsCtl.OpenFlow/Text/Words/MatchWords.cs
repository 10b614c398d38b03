using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>Which packets a match is for, in words. A field that has no words of its own is said as it is written.</summary>
internal sealed class MatchWords
{
    private const ulong GroupBit = 0x0100_0000_0000;
    private const ulong Broadcast = 0xffff_ffff_ffff;
    private const ulong VlanPresent = 0x1000;

    // Fields that say what kind of packet it is.
    private static readonly MatchField[] s_kinds = [MatchField.EthType, MatchField.IpProto];

    private readonly Match _match;
    private readonly Func<PortNumber, string?>? _portName;

    private MatchWords(Match match, Func<PortNumber, string?>? portName) => (_match, _portName) = (match, portName);

    public static string Of(Match match, Func<PortNumber, string?>? portName)
    {
        var words = new MatchWords(match, portName);
        var conditions = match.Entries.Where(e => !s_kinds.Contains(e.Field) || !words.IsNamed(e.Field)).Select(words.Condition).ToList();
        var kind = words.Kind();
        return conditions.Count switch
        {
            0 => kind,
            1 => $"{kind} that {conditions[0]}",
            _ => $"{kind} that {string.Join(", ", conditions.SkipLast(1))} and {conditions[^1]}",
        };
    }

    private string Kind() => (Number(MatchField.EthType), Number(MatchField.IpProto)) switch
    {
        (0x0800 or 0x86dd, 6) => $"TCP packets{Version()}",
        (0x0800 or 0x86dd, 17) => $"UDP packets{Version()}",
        (0x0800 or 0x86dd, 132) => $"SCTP packets{Version()}",
        (0x0800, 1) => Number(MatchField.Icmpv4Type) switch { 8 => "pings (ICMP echo requests)", 0 => "answers to pings (ICMP echo replies)", _ => "ICMP packets" },
        (0x86dd, 58) => Number(MatchField.Icmpv6Type) switch
        {
            128 => "IPv6 pings (ICMPv6 echo requests)",
            129 => "answers to IPv6 pings (ICMPv6 echo replies)",
            135 => "IPv6 neighbour solicitations (who has an address?)",
            136 => "IPv6 neighbour advertisements",
            _ => "ICMPv6 packets",
        },
        (0x0800, _) => "IPv4 packets",
        (0x86dd, _) => "IPv6 packets",
        (0x0806, _) => Number(MatchField.ArpOp) switch { 1 => "ARP requests (who has an address?)", 2 => "ARP replies", _ => "ARP packets" },
        (0x8035, _) => "RARP packets",
        (0x8847 or 0x8848, _) => "MPLS packets",
        (0x88cc, _) => "LLDP frames",
        _ => _match.Entries.Count == 0 ? "all packets" : "packets",
    };

    private string Version() => Number(MatchField.EthType) == 0x86dd ? " over IPv6" : "";

    // What the kind has said already.
    private bool IsNamed(MatchField field)
    {
        var type = Number(MatchField.EthType);
        if (field == MatchField.EthType) return type is 0x0800 or 0x86dd or 0x0806 or 0x8035 or 0x8847 or 0x8848 or 0x88cc;
        return (type, Number(MatchField.IpProto)) is (0x0800 or 0x86dd, 6 or 17 or 132) or (0x0800, 1) or (0x86dd, 58);
    }

    private string Condition(MatchEntry entry)
    {
        var field = entry.Field;
        var text = FieldText.Value(entry, _portName);
        return field.Name switch
        {
            "in_port_oxm" => $"come in by {Port(new PortNumber((uint)entry.ValueAsNumber), _portName)}",
            "eth_src" => entry.ValueAsNumber == GroupBit && entry.MaskAsNumber == GroupBit ? "claim to come from a group address" : $"come from MAC {Masked(text)}",
            "eth_dst" => (entry.ValueAsNumber, entry.MaskAsNumber) switch
            {
                (GroupBit, GroupBit) => "go to a group address (broadcast or multicast)",
                (0, GroupBit) => "go to a single machine's MAC",
                (Broadcast, Broadcast) => "are broadcast",
                _ => $"go to MAC {Masked(text)}",
            },
            "eth_type" => $"have Ethernet type 0x{entry.ValueAsNumber:x4}",
            "vlan_vid" => Vlan(entry),
            "vlan_pcp" => $"have VLAN priority {text}",
            "ip_src" or "ipv6_src" => $"come from {Masked(text)}",
            "ip_dst" or "ipv6_dst" => $"go to {Masked(text)}",
            "tcp_src" or "udp_src" or "sctp_src" => $"come from port {FieldText.DecimalOrMaskedHex(entry)}",
            "tcp_dst" or "udp_dst" or "sctp_dst" => $"go to port {FieldText.DecimalOrMaskedHex(entry)}",
            "tcp_flags" => $"have TCP flags {text}",
            "nw_proto" => $"are of IP protocol {text}",
            "nw_ttl" => $"have a TTL of {text}",
            "ip_dscp" => string.Create(CultureInfo.InvariantCulture, $"have DSCP {entry.ValueAsNumber}"),
            "ip_frag" => text switch { "no" => "are no fragments", "yes" => "are fragments", "first" => "are first fragments", "later" => "are later fragments", _ => $"are fragments ({text})" },
            "icmp_type" or "icmpv6_type" => $"have type {text}",
            "icmp_code" or "icmpv6_code" => $"have code {text}",
            "arp_op" => text switch { "1" => "ask", "2" => "answer", _ => $"have ARP operation {text}" },
            "arp_spa" => $"say they come from {Masked(text)}",
            "arp_tpa" => $"are about {Masked(text)}",
            "arp_sha" => $"name MAC {Masked(text)} as the sender",
            "arp_tha" => $"name MAC {Masked(text)} as the target",
            "nd_target" => $"are about {Masked(text)}",
            "mpls_label" => $"have MPLS label {text}",
            "tun_id" => $"came through a tunnel with key {text}",
            "tun_src" or "tun_ipv6_src" => $"came through a tunnel from {Masked(text)}",
            "tun_dst" or "tun_ipv6_dst" => $"came through a tunnel to {Masked(text)}",
            "ct_state" => $"belong to a connection that {CtState(entry)}",
            "ct_zone" => $"are tracked in zone {text}",
            "ct_mark" => $"belong to a connection with mark {text}",
            "metadata" => $"were given metadata {text} by an earlier table",
            ['r', 'e', 'g', ..] or ['x', ..] => $"were given {field.Name}={text} by an earlier flow",
            _ => $"have {field.Name}={text}",
        };
    }

    internal static string Port(PortNumber port, Func<PortNumber, string?>? portName) =>
        port == PortNumber.Local ? "the bridge's own interface"
        : port == PortNumber.Controller ? "the controller"
        : $"port {PortText.Format(port, portName)}";

    private static string Masked(string text) => text.Split('/') is [var value, var mask] && mask.Contains(':', StringComparison.Ordinal) ? $"{value} under the mask {mask}" : text;

    private static string Vlan(MatchEntry entry) => (entry.ValueAsNumber, entry.MaskAsNumber & 0x1fff) switch
    {
        (0, 0x1fff or VlanPresent) => "carry no VLAN tag",
        (VlanPresent, VlanPresent) => "carry a VLAN tag",
        var (value, mask) when mask == 0x1fff => string.Create(CultureInfo.InvariantCulture, $"carry VLAN tag {value & 0xfff}"),
        var (value, mask) => $"have VLAN bits 0x{value:x} under the mask 0x{mask:x}",
    };

    private static string CtState(MatchEntry entry)
    {
        string[] set = ["is new", "is established", "is related to another", "they answer in", "is invalid", "is tracked", "has its source translated", "has its destination translated"];
        string[] clear = ["is not new", "is not established", "is not related to another", "they do not answer in", "is not invalid", "is not tracked", "has not its source translated", "has not its destination translated"];
        var words = new List<string>();
        for (var bit = 0; bit < set.Length; bit++)
            if ((entry.MaskAsNumber >> bit & 1) != 0) words.Add((entry.ValueAsNumber >> bit & 1) != 0 ? set[bit] : clear[bit]);
        return string.Join(" and ", words);
    }

    private ulong? Number(MatchField field) => _match.TryGet(field, out var entry) && entry.IsExact ? entry.ValueAsNumber : null;
}
