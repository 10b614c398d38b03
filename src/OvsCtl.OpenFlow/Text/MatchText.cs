using System.Globalization;

namespace OvsCtl.OpenFlow;

/// <summary>
/// A match as ovs-ofctl writes it. The order is Open vSwitch's, not that of the wire, and one condition may be folded into another:
/// Ethernet type and IP protocol become <c>tcp</c>, the two halves of a VLAN tag become <c>vlan_tci</c>.
/// </summary>
internal ref struct MatchText
{
    private readonly Func<PortNumber, string?>? _portName;
    private readonly List<string> _parts = [];
    private readonly Dictionary<MatchField, MatchEntry> _rest;

    private MatchText(Match match, Func<PortNumber, string?>? portName)
    {
        _portName = portName;
        _rest = match.Entries.Select(e => e.Normalize()).OfType<MatchEntry>().ToDictionary(e => e.Field);
    }

    /// <param name="match">What to write.</param>
    /// <param name="portName">Names of ports.</param>
    /// <param name="priority">Written first when given, unless it is the default.</param>
    public static string Format(Match match, Func<PortNumber, string?>? portName, ushort? priority = null)
    {
        var text = new MatchText(match, portName);
        if (priority is { } p and not FlowMod.DefaultPriority) text._parts.Add(string.Create(CultureInfo.InvariantCulture, $"priority={p}"));
        text.AddAll();
        return string.Join(',', text._parts);
    }

    private void AddAll()
    {
        AddProtocol();
        Add(MatchField.TunnelId, "tun_id");
        Add(MatchField.Metadata, "metadata");
        Add(MatchField.InPort, "in_port");
        AddVlan();
        Add(MatchField.EthSrc, "dl_src");
        Add(MatchField.EthDst, "dl_dst");
        if (Take(MatchField.EthType) is { } type) _parts.Add($"dl_type=0x{type.ValueAsNumber:x4}");
        Add(MatchField.Ipv6Src, "ipv6_src");
        Add(MatchField.Ipv6Dst, "ipv6_dst");
        AddFlowLabel();
        Add(MatchField.ArpSpa, "arp_spa");
        Add(MatchField.ArpTpa, "arp_tpa");
        Add(MatchField.Ipv4Src, "nw_src");
        Add(MatchField.Ipv4Dst, "nw_dst");
        Add(MatchField.IpProto, "nw_proto");
        Add(MatchField.ArpOp, "arp_op");
        Add(MatchField.ArpSha, "arp_sha");
        Add(MatchField.ArpTha, "arp_tha");

        // Open vSwitch writes the whole TOS byte, of which the code point is the upper six bits.
        if (Take(MatchField.IpDscp) is { } dscp) _parts.Add(string.Create(CultureInfo.InvariantCulture, $"nw_tos={dscp.ValueAsNumber << 2}"));
        Add(MatchField.IpEcn, "nw_ecn");
        Add(MatchField.MplsLabel, "mpls_label");
        Add(MatchField.MplsTc, "mpls_tc");
        Add(MatchField.MplsBos, "mpls_bos");
        AddTransport();
        foreach (var entry in _rest.Values.OrderBy(e => e.Field.Order).ToArray()) Add(entry.Field, entry.Field.Name);
    }

    private void AddProtocol()
    {
        if (!_rest.TryGetValue(MatchField.EthType, out var type)) return;
        _rest.TryGetValue(MatchField.IpProto, out var protocol);
        var (name, saysProtocol) = (type.ValueAsNumber, protocol?.ValueAsNumber) switch
        {
            (0x0800, 1) => ("icmp", true),
            (0x0800, 2) => ("igmp", true),
            (0x0800, 6) => ("tcp", true),
            (0x0800, 17) => ("udp", true),
            (0x0800, 132) => ("sctp", true),
            (0x0800, _) => ("ip", false),
            (0x86dd, 58) => ("icmp6", true),
            (0x86dd, 6) => ("tcp6", true),
            (0x86dd, 17) => ("udp6", true),
            (0x86dd, 132) => ("sctp6", true),
            (0x86dd, _) => ("ipv6", false),
            (0x0806, _) => ("arp", false),
            (0x8035, _) => ("rarp", false),
            (0x8847, _) => ("mpls", false),
            (0x8848, _) => ("mplsm", false),
            _ => (null, false),
        };
        if (name is null) return;
        _parts.Add(name);
        _rest.Remove(MatchField.EthType);
        if (saysProtocol) _rest.Remove(MatchField.IpProto);
    }

    private void AddVlan()
    {
        // The tag's control information as one number: priority:3 present:1 id:12.
        const ulong present = 0x1000, id = 0x0fff, priority = 0xe000;
        ulong value = 0, mask = 0;
        if (Take(MatchField.VlanVid) is { } vid) (value, mask) = (vid.ValueAsNumber, vid.MaskAsNumber);
        if (Take(MatchField.VlanPcp) is { } pcp) (value, mask) = (value | pcp.ValueAsNumber << 13 | present, mask | priority | present);
        if (mask == 0) return;

        var isPlainTag = (value & mask & present) != 0 && (mask & id) is 0 or id && (mask & (id | priority)) != 0;
        if (!isPlainTag)
        {
            _parts.Add(mask == 0xffff ? $"vlan_tci=0x{value:x4}" : $"vlan_tci=0x{value:x4}/0x{mask:x4}");
            return;
        }

        if ((mask & id) != 0) _parts.Add(string.Create(CultureInfo.InvariantCulture, $"dl_vlan={value & id}"));
        if ((mask & priority) != 0) _parts.Add(string.Create(CultureInfo.InvariantCulture, $"dl_vlan_pcp={value >> 13}"));
    }

    private void AddFlowLabel()
    {
        if (Take(MatchField.Ipv6FlowLabel) is not { } label) return;
        _parts.Add(label.IsExact ? $"ipv6_label=0x{label.ValueAsNumber:x5}" : $"ipv6_label=0x{label.ValueAsNumber:x5}/0x{label.MaskAsNumber:x5}");
    }

    private void AddTransport()
    {
        Add(MatchField.Icmpv4Type, "icmp_type");
        Add(MatchField.Icmpv4Code, "icmp_code");
        Add(MatchField.Icmpv6Type, "icmp_type");
        Add(MatchField.Icmpv6Code, "icmp_code");
        Add(MatchField.Ipv6NdTarget, "nd_target");
        Add(MatchField.Ipv6NdSll, "nd_sll");
        Add(MatchField.Ipv6NdTll, "nd_tll");
        AddPort("tp_src", MatchField.TcpSrc, MatchField.UdpSrc, MatchField.SctpSrc);
        AddPort("tp_dst", MatchField.TcpDst, MatchField.UdpDst, MatchField.SctpDst);
    }

    private void AddPort(string name, params ReadOnlySpan<MatchField> fields)
    {
        foreach (var field in fields)
        {
            if (Take(field) is { } port) _parts.Add($"{name}={FieldText.DecimalOrMaskedHex(port)}");
        }
    }

    private void Add(MatchField field, string name)
    {
        if (Take(field) is { } entry) _parts.Add($"{name}={FieldText.Value(entry, _portName)}");
    }

    private MatchEntry? Take(MatchField field) => _rest.Remove(field, out var entry) ? entry : null;
}
