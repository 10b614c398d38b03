namespace OvsCtl.OpenFlow;

/// <summary>
/// Collects the conditions of a flow's text. Several fields may be one place in the packet (a port of TCP and one of UDP), and which of
/// them is meant is known only when all has been read; so conditions are kept by place, as Open vSwitch keeps them, and
/// <see cref="Build"/> names them.
/// </summary>
internal sealed class MatchBuilder
{
    private const int MaxTunnelBytes = 256;
    private const ulong ConnectionStates = 0xff;

    // Fields that are kept in the place of another.
    private static readonly Dictionary<MatchField, MatchField> s_places = new()
    {
        [MatchField.InPort16] = MatchField.InPort,
        [MatchField.NwTos] = MatchField.IpDscp,
        [MatchField.UdpSrc] = MatchField.TcpSrc,
        [MatchField.SctpSrc] = MatchField.TcpSrc,
        [MatchField.Icmpv4Type] = MatchField.TcpSrc,
        [MatchField.Icmpv6Type] = MatchField.TcpSrc,
        [MatchField.UdpDst] = MatchField.TcpDst,
        [MatchField.SctpDst] = MatchField.TcpDst,
        [MatchField.Icmpv4Code] = MatchField.TcpDst,
        [MatchField.Icmpv6Code] = MatchField.TcpDst,
        [MatchField.Ipv6NdOptionsType] = MatchField.TcpFlags,
        [MatchField.ArpOp] = MatchField.IpProto,
        [MatchField.ArpSpa] = MatchField.Ipv4Src,
        [MatchField.ArpTpa] = MatchField.Ipv4Dst,
        [MatchField.Ipv6NdSll] = MatchField.ArpSha,
        [MatchField.Ipv6NdTll] = MatchField.ArpTha,
    };

    private static readonly ILookup<MatchField, MatchField> s_fields = s_places.Where(pair => MatchField.All.Contains(pair.Key)).ToLookup(pair => pair.Value, pair => pair.Key);

    // Open vSwitch 3.1 takes the value of these for the mask, whatever mask is said. It matches more than was asked for, but so do its flows.
    private static readonly MatchField[] s_maskedByValue = [MatchField.TunErspanVer, MatchField.TunErspanDir, MatchField.TunErspanHwid, MatchField.TunGtpuFlags, MatchField.TunGtpuMsgtype];

    private readonly Dictionary<MatchField, (byte[] Value, byte[] Mask)> _places = [];
    private readonly TagConditions _tag = new();
    private int _tunnelBytes;

    /// <summary>What the conditions say of the packets.</summary>
    public PacketKey Key
    {
        get
        {
            var packetType = (uint)Number(MatchField.PacketType);
            return new PacketKey
            {
                PacketType = packetType,
                EthType = packetType >> 16 == 1 ? (ushort)packetType : (ushort)Number(MatchField.EthType),
                OuterTag = _tag.Value,
                IpProto = (byte)Number(MatchField.IpProto),
                Fragment = (byte)Number(MatchField.NwFrag),
                TransportSource = (ushort)Number(MatchField.TcpSrc),
                TransportDestination = (ushort)Number(MatchField.TcpDst),
                CtState = (uint)Number(MatchField.CtState),
                CtStateMask = (uint)BitField.Number(_places.GetValueOrDefault(MatchField.CtState).Mask),
                HasInPort = _places.ContainsKey(MatchField.InPort),
            };
        }
    }

    public void SetProtocol(ushort ethType, byte ipProto)
    {
        _places[MatchField.EthType] = (BitField.Bytes(ethType, 2), BitField.Ones(2));
        if (ipProto != 0) _places[MatchField.IpProto] = ([ipProto], BitField.Ones(1));
        AssumeEthernet();
    }

    /// <summary>Only Ethernet packets, unless another type was said before.</summary>
    public void AssumeEthernet() => _places.TryAdd(MatchField.PacketType, (new byte[4], BitField.Ones(4)));

    /// <summary>Adds a condition; a later one on the same place replaces the earlier.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The value, of the field's size.</param>
    /// <param name="mask">The mask, of the field's size.</param>
    /// <param name="at">Where it stands, for errors.</param>
    public void Set(MatchField field, byte[] value, byte[] mask, TextPart at)
    {
        var isAny = BitField.IsZero(mask) && !field.IsVariable;
        if (!BitField.IsOnes(mask) && !isAny && !field.IsMaskable) throw at.Error($"field {field.Name} allows no mask");

        if (TagConditions.Holds(field)) _tag.Set(field, (ushort)BitField.Number(value), (ushort)BitField.Number(mask));
        else if (isAny) _places.Remove(Place(field));
        else if (field.IsVariable) SetTunnelOption(field, value, mask, at);
        else if (!SetRegisters(field, value, mask)) SetPlace(field, value, mask);
        if (field.Prerequisite is not null) AssumeEthernet();
    }

    /// <summary>Adds a condition on some bits, beside those on other bits of the field.</summary>
    public void SetPart(Subfield part, byte[] number, TextPart at)
    {
        var field = part.Field.Canonical;
        var (value, mask) = Gather(field);
        BitField.Copy(number, value, part.Offset, part.BitCount);
        BitField.Copy(BitField.Ones(field.Size), mask, part.Offset, part.BitCount);
        Set(field, value, mask, at);
    }

    /// <summary>The conditions that make sense together; Open vSwitch drops the others too.</summary>
    public Match Build()
    {
        // A condition on a port of a later fragment is written although nothing can meet it.
        var key = Key with { Fragment = 0 };
        var entries = _tag.Entries().ToList();

        // The name space of Ethernet types says the type itself.
        if (key.PacketType >> 16 == 1 && _places.ContainsKey(MatchField.EthType)) _places[MatchField.EthType] = (BitField.Bytes(key.PacketType, 2), BitField.Ones(2));
        foreach (var (place, (value, mask)) in _places)
        {
            if (IsWritten(place, key)) entries.Add(Entry(place, value, mask));
            foreach (var field in s_fields[place])
            {
                if (IsWritten(field, key)) entries.Add(Entry(field, value, mask));
            }
        }

        // Where other conditions already mean an Ethernet packet, saying it again is left out.
        if (_places.TryGetValue(MatchField.PacketType, out var type) && (BitField.Number(type.Value) != 0 || entries.TrueForAll(entry => entry.Field.Prerequisite is null)))
            entries.Add(new MatchEntry(MatchField.PacketType, type.Value));
        return Match.InOrder(entries);
    }

    /// <summary>Without a table of its own for tunnel options, Open vSwitch makes each as long as its value needs.</summary>
    public static MatchEntry Variable(MatchField field, byte[] value, byte[] mask)
    {
        var isExact = BitField.IsOnes(mask);
        var used = Math.Max(BitField.Length(value), isExact ? 0 : BitField.Length(mask));
        for (var i = 0; i < value.Length; i++) value[i] &= mask[i];
        return new MatchEntry(field.Sized(used, !isExact), value.AsSpan()[^used..], isExact ? default : mask.AsSpan()[^used..]);
    }

    private static MatchField Place(MatchField field) => s_places.GetValueOrDefault(field, field);

    private static MatchEntry Entry(MatchField field, byte[] value, byte[] mask)
    {
        if (field.IsVariable) return Variable(field, value, mask);
        return new MatchEntry(field, BitField.Resize(value, field.Size), BitField.IsOnes(mask) ? default : BitField.Resize(mask, field.Size).AsSpan());
    }

    private bool IsWritten(MatchField field, PacketKey key)
    {
        if (field == MatchField.PacketType) return false;
        if (field == MatchField.Ipv6FlowLabel) return key.IsIp;
        if (field == MatchField.CtNwProto || field == MatchField.CtTpSrc || field == MatchField.CtTpDst) return Number(MatchField.CtNwProto) != 0;
        var needed = field.Prerequisite;
        return needed is null || needed == FieldPrerequisite.Ethernet || needed == FieldPrerequisite.Nsh || needed == FieldPrerequisite.Tracked || needed.IsMetBy(key);
    }

    private void SetPlace(MatchField field, byte[] value, byte[] mask)
    {
        var place = Place(field);
        if (Array.IndexOf(s_maskedByValue, field) >= 0) (value, mask) = ([.. value.Zip(mask, (v, m) => (byte)(v & m))], value);

        // The upper six bits of the byte of nw_tos are those of ip_dscp.
        if (field == MatchField.NwTos) value = [(byte)(value[0] >> 2)];
        if (!place.IsMaskable && place.BitCount < 8) value[0] &= (byte)place.Maximum;
        if (field == MatchField.MplsLabel || field == MatchField.NshSpi) value = BitField.Bytes(BitField.Number(value) & place.Maximum, place.Size);

        // All bits the field has are all of them; of a flow label Open vSwitch counts them only where a mask is said.
        if (field == MatchField.TunFlags) mask = BitField.Bytes(BitField.Number(mask) & place.Maximum, place.Size);
        if (field == MatchField.Ipv6FlowLabel && (BitField.Number(mask) & place.Maximum) == place.Maximum) mask = BitField.Ones(place.Size);
        if (field == MatchField.CtState && BitField.IsOnes(mask)) mask = BitField.Bytes(ConnectionStates, place.Size);
        if (field == MatchField.NwFrag && (mask[0] & 3) == 3) mask = [0xff];
        value = field == MatchField.InPort16 ? BitField.Bytes(NiciraAction.FromPort16((ushort)BitField.Number(value)).Value, place.Size) : BitField.Resize(value, place.Size);
        mask = BitField.IsOnes(mask) ? BitField.Ones(place.Size) : BitField.Resize(mask, place.Size);
        for (var i = 0; i < value.Length; i++) value[i] &= mask[i];
        if (BitField.IsZero(mask)) _places.Remove(place);
        else _places[place] = (value, mask);
    }

    private void SetTunnelOption(MatchField field, byte[] value, byte[] mask, TextPart at)
    {
        _tunnelBytes += Math.Max(BitField.Length(value), BitField.IsOnes(mask) ? 0 : BitField.Length(mask));
        if (_tunnelBytes > MaxTunnelBytes) throw at.Error($"field {field.Name} is too much: all tunnel options together may take {MaxTunnelBytes} bytes, and these take {_tunnelBytes}");
        if (!_places.TryAdd(field, (value, mask))) throw at.Error($"field {field.Name} is set twice");
    }

    private bool SetRegisters(MatchField field, byte[] value, byte[] mask)
    {
        var registers = Registers(field);
        for (var i = 0; i < registers.Count; i++) Set(registers[i], value[(i * 4)..((i * 4) + 4)], mask[(i * 4)..((i * 4) + 4)], default);
        return registers.Count > 0;
    }

    private (byte[] Value, byte[] Mask) Gather(MatchField field)
    {
        if (TagConditions.Holds(field)) return (BitField.Bytes(_tag.Value, 2), BitField.Bytes(_tag.Mask, 2));
        var registers = Registers(field);
        if (registers.Count == 0) return _places.TryGetValue(Place(field), out var bits) ? (BitField.Resize(bits.Value, field.Size), BitField.Resize(bits.Mask, field.Size)) : (new byte[field.Size], new byte[field.Size]);
        var parts = registers.Select(Gather).ToList();
        return ([.. parts.SelectMany(part => part.Value)], [.. parts.SelectMany(part => part.Mask)]);
    }

    // The wide registers are pairs and fours of the narrow ones.
    private static IReadOnlyList<MatchField> Registers(MatchField field)
    {
        if (field.Format != FieldFormat.Hexadecimal || field.IsVariable || field.BitCount < 64) return [];
        for (var i = 0; i < MatchField.DoubleRegisters.Count; i++)
        {
            if (MatchField.DoubleRegisters[i] == field) return [.. MatchField.Registers.Skip(i * 2).Take(2)];
            if (i < MatchField.QuadRegisters.Count && MatchField.QuadRegisters[i] == field) return [.. MatchField.Registers.Skip(i * 4).Take(4)];
        }

        return [];
    }

    private ulong Number(MatchField place) => BitField.Number(_places.GetValueOrDefault(place).Value);
}
