using System.Buffers.Binary;
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
    private readonly Dictionary<MatchField, MatchEntry> _rest = [];
    private readonly bool _saysEthernet;

    private MatchText(Match match, Func<PortNumber, string?>? portName)
    {
        _portName = portName;

        // Where packets are recirculated, Open vSwitch says even of the usual kind what they are.
        _saysEthernet = match.Entries.Any(e => e.Field == MatchField.RecircId) && match.Entries.Any(e => e.Field == MatchField.PacketType || e.Field.Prerequisite is not null);
        foreach (var entry in match.Entries)
        {
            if (entry.Normalize() is { } normalized) _rest[entry.Field.IsVariable ? entry.Field : entry.Field.Canonical] = normalized;
        }
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
        Add(MatchField.PktMark);
        Add(MatchField.RecircId, Hex);
        Add(MatchField.DpHash);
        Add(MatchField.ConjId);
        Add(MatchField.ActsetOutput);
        AddConnection();
        if (Take(MatchField.PacketType) is { } packetType && packetType.ValueAsNumber != 0) _parts.Add("packet_type=" + FieldText.PacketType(packetType));
        else if (_saysEthernet) _parts.Add("eth");
        AddProtocol();
        AddRegisters();
        AddTunnel();
        Add(MatchField.Metadata);
        Add(MatchField.InPort, "in_port");
        AddVlan();
        Add(MatchField.EthSrc, "dl_src");
        Add(MatchField.EthDst, "dl_dst");
        if (Take(MatchField.EthType) is { } type) _parts.Add($"dl_type=0x{type.ValueAsNumber:x4}");
        Add(MatchField.Ipv6Src);
        Add(MatchField.Ipv6Dst);
        AddFlowLabel();
        Add(MatchField.ArpSpa);
        Add(MatchField.ArpTpa);
        AddNsh();
        Add(MatchField.Ipv4Src, "nw_src");
        Add(MatchField.Ipv4Dst, "nw_dst");
        Add(MatchField.IpProto);
        Add(MatchField.ArpOp);
        Add(MatchField.ArpSha);
        Add(MatchField.ArpTha);

        // Open vSwitch writes the whole TOS byte, of which the code point is the upper six bits.
        Add(MatchField.NwTos);
        if (Take(MatchField.IpDscp) is { } dscp) _parts.Add(string.Create(CultureInfo.InvariantCulture, $"nw_tos={dscp.ValueAsNumber << 2}"));
        Add(MatchField.IpEcn);
        Add(MatchField.NwTtl);
        Add(MatchField.MplsLabel);
        Add(MatchField.MplsTc);
        Add(MatchField.MplsTtl);
        Add(MatchField.MplsBos);
        Add(MatchField.NwFrag, "nw_frag");
        AddTransport();
        Add(MatchField.PbbIsid);
        Add(MatchField.Ipv6ExtHdr);
        Add(MatchField.InPhyPort);
        foreach (var entry in _rest.Values.OrderBy(e => e.Field.OxmClass).ThenBy(e => e.Field.Number)) _parts.Add($"{entry.Field.Name}={FieldText.Value(entry, _portName)}");
    }

    private void AddConnection()
    {
        Add(MatchField.CtState);
        Add(MatchField.CtZone, Number);
        Add(MatchField.CtMark);
        Add(MatchField.CtLabel);
        Add(MatchField.CtNwSrc);
        Add(MatchField.CtIpv6Src);
        Add(MatchField.CtNwDst);
        Add(MatchField.CtIpv6Dst);
        Add(MatchField.CtNwProto);
        Add(MatchField.CtTpSrc, FieldText.DecimalOrMaskedHex);
        Add(MatchField.CtTpDst, FieldText.DecimalOrMaskedHex);
    }

    // The wide registers are pairs and fours of the narrow ones, and only those are written.
    private void AddRegisters()
    {
        var values = new uint[16];
        var masks = new uint[16];
        foreach (var (fields, width) in new[] { (MatchField.Registers, 1), (MatchField.DoubleRegisters, 2), (MatchField.QuadRegisters, 4) })
        {
            for (var i = 0; i < fields.Count; i++)
            {
                if (Take(fields[i]) is not { } entry) continue;
                for (var part = 0; part < width; part++)
                {
                    var at = (i * width) + part;
                    values[at] |= BinaryPrimitives.ReadUInt32BigEndian(entry.Value.Span[(part * 4)..]);
                    masks[at] |= entry.HasMask ? BinaryPrimitives.ReadUInt32BigEndian(entry.Mask.Span[(part * 4)..]) : uint.MaxValue;
                }
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (masks[i] == 0) continue;
            var mask = masks[i] == uint.MaxValue ? "" : "/" + FieldText.Hex(masks[i]);
            _parts.Add(string.Create(CultureInfo.InvariantCulture, $"reg{i}={FieldText.Hex(values[i])}{mask}"));
        }
    }

    private void AddTunnel()
    {
        Add(MatchField.TunnelId);
        Add(MatchField.TunSrc);
        Add(MatchField.TunDst);
        Add(MatchField.TunIpv6Src);
        Add(MatchField.TunIpv6Dst);
        Add(MatchField.TunGbpId, FieldText.DecimalOrMaskedHex);
        Add(MatchField.TunGbpFlags, Hex);

        // Masks of these are left out, and those of the other version of ERSPAN altogether.
        var version = _rest.GetValueOrDefault(MatchField.TunErspanVer)?.ValueAsNumber ?? 0;
        Add(MatchField.TunErspanVer, Number);
        if (version == 1) Add(MatchField.TunErspanIdx, Hex);
        if (version == 2) Add(MatchField.TunErspanDir, Number);
        if (version == 2) Add(MatchField.TunErspanHwid, Hex);
        Take(MatchField.TunErspanIdx);
        Take(MatchField.TunErspanDir);
        Take(MatchField.TunErspanHwid);
        if (Take(MatchField.TunGtpuFlags) is { } flags) _parts.Add("gtpu_flags=" + Hex(flags));
        if (Take(MatchField.TunGtpuMsgtype) is { } messageType) _parts.Add("gtpu_msgtype=" + Number(messageType));
        Add(MatchField.TunFlags, flags => FlagText.Signed(FlagText.Tunnel, (uint)flags.ValueAsNumber, (uint)flags.MaskAsNumber));
        foreach (var entry in _rest.Values.Where(e => e.Field.IsVariable).OrderBy(e => e.Field.Number).ToList())
        {
            Take(entry.Field);
            var isAny = entry.Field.HasMaskBit || (entry.HasMask && entry.Mask.Span.IndexOfAnyExcept((byte)0) < 0);
            _parts.Add(isAny ? entry.Field.Name : $"{entry.Field.Name}={FieldText.Wide(entry)}");
        }
    }

    private void AddNsh()
    {
        // Only metadata of type 1 has contexts to write.
        var hasContexts = _rest.GetValueOrDefault(MatchField.NshMdtype)?.ValueAsNumber == 1;
        foreach (var field in new[] { MatchField.NshFlags, MatchField.NshTtl, MatchField.NshMdtype, MatchField.NshNp }) Add(field, MaskedByte);
        Add(MatchField.NshSpi, MaskedHex);
        Add(MatchField.NshSi, MaskedByte);
        foreach (var field in new[] { MatchField.NshC1, MatchField.NshC2, MatchField.NshC3, MatchField.NshC4 })
        {
            if (hasContexts) Add(field, MaskedHex);
            else Take(field);
        }
    }

    private static string Hex(MatchEntry entry) => FieldText.Hex(entry.ValueAsNumber);

    private static string Number(MatchEntry entry) => entry.ValueAsNumber.ToString(CultureInfo.InvariantCulture);

    private static string MaskedByte(MatchEntry entry) => entry.IsExact ? Number(entry) : $"0x{entry.ValueAsNumber:x2}/0x{entry.MaskAsNumber:x2}";

    private static string MaskedHex(MatchEntry entry) => entry.IsExact ? $"0x{entry.ValueAsNumber:x}" : $"0x{entry.ValueAsNumber:x}/0x{entry.MaskAsNumber:x}";

    private void AddProtocol()
    {
        if (!_rest.TryGetValue(MatchField.EthType, out var type)) return;
        _rest.TryGetValue(MatchField.IpProto, out var protocol);
        var (name, saysProtocol) = (type.ValueAsNumber, protocol?.ValueAsNumber) switch
        {
            (0x0800, 1) => ("icmp", true),
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
        Add(MatchField.TcpFlags);
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

    private void Add(MatchField field) => Add(field, field.Name);

    private void Add(MatchField field, Func<MatchEntry, string> value)
    {
        if (Take(field) is { } entry) _parts.Add($"{field.Name}={value(entry)}");
    }

    private MatchEntry? Take(MatchField field) => _rest.Remove(field, out var entry) ? entry : null;
}
