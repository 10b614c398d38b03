namespace OvsCtl.OpenFlow;

/// <summary>Collects the conditions of a flow's text. Several names may mean one thing, and what a name means may depend on the protocol.</summary>
internal sealed class MatchBuilder
{
    private static readonly MatchField[] s_sources = [MatchField.TcpSrc, MatchField.UdpSrc, MatchField.SctpSrc];
    private static readonly MatchField[] s_destinations = [MatchField.TcpDst, MatchField.UdpDst, MatchField.SctpDst];
    private readonly Dictionary<MatchField, (byte[] Value, byte[] Mask)> _entries = [];
    private ushort _tci;
    private ushort _tciMask;
    private bool _isEthernet;

    public ushort EthType { get; private set; }

    public byte IpProto { get; private set; }

    public bool HasVlan => (_tci & 0x1000) != 0;

    public static Dictionary<string, (ushort EthType, byte IpProto)> Protocols { get; } = new()
    {
        ["ip"] = (0x800, 0),
        ["ipv4"] = (0x800, 0),
        ["ip4"] = (0x800, 0),
        ["arp"] = (0x806, 0),
        ["icmp"] = (0x800, 1),
        ["tcp"] = (0x800, 6),
        ["udp"] = (0x800, 17),
        ["sctp"] = (0x800, 132),
        ["ipv6"] = (0x86dd, 0),
        ["ip6"] = (0x86dd, 0),
        ["icmp6"] = (0x86dd, 58),
        ["tcp6"] = (0x86dd, 6),
        ["udp6"] = (0x86dd, 17),
        ["sctp6"] = (0x86dd, 132),
        ["rarp"] = (0x8035, 0),
        ["mpls"] = (0x8847, 0),
        ["mplsm"] = (0x8848, 0),
    };

    public bool TryAdd(TextPart key, TextPart value)
    {
        if (Protocols.TryGetValue(key.Text, out var protocol))
        {
            Set(MatchField.EthType, ValueParser.Bytes(protocol.EthType, 2), [0xff, 0xff]);
            if (protocol.IpProto != 0) Set(MatchField.IpProto, [protocol.IpProto], [0xff]);
            return true;
        }

        if (key.Text == "eth") return _isEthernet = true;
        if (key.Text.Contains('[', StringComparison.Ordinal))
        {
            AddPart(ValueParser.Part(key), value);
            return true;
        }

        var text = value.IsEmpty ? value with { Text = "0/0" } : value;
        switch (key.Text)
        {
            case "in_port" or "in_port_oxm": Set(MatchField.InPort, ValueParser.Bytes(ValueParser.Port(value).Value, 4), ValueParser.Ones(4)); return true;
            case "dl_vlan":
                // The word for no tag in OpenFlow 1.0 is 0xffff.
                if (text.Text.Contains("0xffff", StringComparison.OrdinalIgnoreCase)) SetTci(0, 0xffff);
                else SetTci((ushort)(0x1000 | text.Number("VLAN id", 4095)), 0x1fff);
                return true;
            case "dl_vlan_pcp" or "vlan_pcp": SetTci((ushort)(0x1000 | text.Number("VLAN priority", 7) << 13), 0xf000); return true;
            case "vlan_vid" or "vlan_tci":
                var (tci, tciMask) = ValueParser.Field(MatchField.VlanTci, text);
                var limit = key.Text == "vlan_vid" ? 0x1fff : 0xffff;
                SetTci((ushort)(tci[0] << 8 | tci[1]), (ushort)((tciMask[0] << 8 | tciMask[1]) & limit));
                return true;
            case "nw_tos": Set(MatchField.IpDscp, [(byte)(text.Number("TOS", 255) >> 2)], [0xff]); return true;
        }

        var field = MatchField.FindName(key.Text);
        if (field is null) return false;
        var (bytes, mask) = ValueParser.Field(field, text);
        if (!field.IsMaskable && mask.AsSpan().IndexOfAnyExcept((byte)0xff) >= 0 && mask.AsSpan().IndexOfAnyExcept((byte)0) >= 0)
            throw value.Error($"field {field.Name} allows no mask");
        if (field == MatchField.Ipv6FlowLabel) mask = mask.AsSpan().IndexOfAnyExcept((byte)0xff) < 0 ? mask : [0, (byte)(mask[1] & 0xf), mask[2], mask[3]];
        Set(field, bytes, mask);
        return true;
    }

    /// <summary>The conditions that make sense together; Open vSwitch drops the others too.</summary>
    public Match Build()
    {
        var match = Match.Any;
        foreach (var (name, (value, mask)) in _entries)
        {
            var field = Meant(name);
            if (mask.AsSpan().IndexOfAnyExcept((byte)0) < 0) continue;
            if (field == MatchField.ArpOp && value.Length == 1) match = match.With(field, [0, value[0]]);
            else if (field.IsVariable) match = match.With(Variable(field, value, mask));
            else match = match.With(field, value.AsSpan()[^field.Size..], field.BitCount <= 64 && IsExact(field, mask) ? default : mask.AsSpan()[^field.Size..]);
        }

        var vidMask = _tciMask & 0x1fff;
        if (vidMask != 0) match = match.With(MatchField.VlanVid, ValueParser.Bytes((ulong)(_tci & vidMask), 2), vidMask == 0x1fff ? default : ValueParser.Bytes((ulong)vidMask, 2));
        if ((_tciMask & 0xe000) != 0 && (_tci & 0x1fff) != 0) match = match.With(MatchField.VlanPcp, [(byte)(_tci >> 13)]);
        var isImplied = match.Entries.Any(e => e.Field == MatchField.EthSrc || e.Field == MatchField.EthDst || e.Field == MatchField.EthType || e.Field == MatchField.VlanVid);
        if (_isEthernet && !isImplied) match = match.With(MatchField.PacketType, new byte[4]);
        var check = match.TryGet(MatchField.EthType, out _) || EthType == 0 ? match : match.With(MatchField.EthType, ValueParser.Bytes(EthType, 2));
        foreach (var entry in match.Entries.Where(e => !e.Field.IsAllowedIn(check)).ToList()) match = match.Without(entry.Field);
        return match;
    }

    private static bool IsExact(MatchField field, byte[] mask) => new MatchEntry(field, mask.AsSpan()[^field.Size..], mask.AsSpan()[^field.Size..]).IsExact;

    /// <summary>Without a table of its own for tunnel options, Open vSwitch makes each as long as its value needs.</summary>
    public static MatchEntry Variable(MatchField field, byte[] value, byte[] mask)
    {
        var isExact = mask.AsSpan().IndexOfAnyExcept((byte)0xff) < 0;
        var used = Math.Max(Length(value), isExact ? 0 : Length(mask));
        return new MatchEntry(field.Sized(used), value.AsSpan()[^used..], isExact ? default : mask.AsSpan()[^used..]);
    }

    private static int Length(byte[] bytes) => bytes.AsSpan().IndexOfAnyExcept((byte)0) is var first and >= 0 ? bytes.Length - first : 0;

    private MatchField Meant(MatchField field)
    {
        if (Array.IndexOf(s_sources, field) >= 0) return IpProto switch { 17 => MatchField.UdpSrc, 132 => MatchField.SctpSrc, _ => MatchField.TcpSrc };
        if (Array.IndexOf(s_destinations, field) >= 0) return IpProto switch { 17 => MatchField.UdpDst, 132 => MatchField.SctpDst, _ => MatchField.TcpDst };
        if (EthType is 0x806 or 0x8035)
        {
            if (field == MatchField.Ipv4Src) return MatchField.ArpSpa;
            if (field == MatchField.Ipv4Dst) return MatchField.ArpTpa;
            if (field == MatchField.IpProto) return MatchField.ArpOp;
        }

        if (IpProto == 58 && field == MatchField.Icmpv4Type) return MatchField.Icmpv6Type;
        return IpProto == 58 && field == MatchField.Icmpv4Code ? MatchField.Icmpv6Code : field;
    }

    private void SetTci(ushort tci, ushort mask)
    {
        _tci = (ushort)((_tci & ~mask) | (tci & mask));
        _tciMask |= mask;
        _isEthernet = true;
    }

    private void AddPart(Subfield part, TextPart value)
    {
        var field = part.Field.Canonical;
        var (bytes, mask) = _entries.GetValueOrDefault(field, (new byte[field.Size], new byte[field.Size]));
        var number = ValueParser.Integer(value, field);
        BitField.Copy(number, bytes, part.Offset, part.BitCount);
        BitField.Copy(ValueParser.Ones(field.Size), mask, part.Offset, part.BitCount);
        if (BitField.HighestBit(number) >= part.BitCount) throw value.Error($"value {value.Text} does not fit into {part.BitCount} bits");
        if (field == MatchField.VlanTci) SetTci((ushort)(bytes[0] << 8 | bytes[1]), (ushort)(mask[0] << 8 | mask[1]));
        else Set(field, bytes, mask);
    }

    private void Set(MatchField field, byte[] value, byte[] mask)
    {
        if (field == MatchField.EthType) EthType = (ushort)(value[0] << 8 | value[1]);
        if (field == MatchField.EthSrc || field == MatchField.EthDst || field == MatchField.EthType) _isEthernet = true;
        if (field == MatchField.PacketType && value.AsSpan().IndexOfAnyExcept((byte)0) < 0)
        {
            _isEthernet = true;
            return;
        }

        if (field == MatchField.PacketType && value[1] == 1) EthType = (ushort)(value[2] << 8 | value[3]);
        if (field == MatchField.IpProto) IpProto = value[0];
        if (SplitRegister(MatchField.DoubleRegisters, 2, field, value, mask) || SplitRegister(MatchField.QuadRegisters, 4, field, value, mask)) return;
        _entries[field] = (value, mask);
    }

    private bool SplitRegister(IReadOnlyList<MatchField> wide, int width, MatchField field, byte[] value, byte[] mask)
    {
        for (var i = 0; i < wide.Count; i++)
        {
            if (wide[i] != field) continue;
            for (var part = 0; part < width; part++) _entries[MatchField.Registers[(i * width) + part]] = (value[(part * 4)..((part * 4) + 4)], mask[(part * 4)..((part * 4) + 4)]);
            return true;
        }

        return false;
    }
}
