namespace OvsCtl.OpenFlow;

/// <summary>
/// What is known of the packets at some point: first by the match, then by the actions done so far. Prerequisites of fields and of
/// actions are looked up here; what nothing is known of is zero, as Open vSwitch has it.
/// </summary>
internal record struct PacketKey
{
    public const ushort TagPresent = 0x1000;
    public const uint StateInvalid = 0x10;

    private const uint StateTracked = 0x20;
    private const uint UnknownType = 0xffffffff;
    private const uint StateNewEstablishedRelatedReplyNat = 0x01 | 0x02 | 0x04 | 0x08 | 0x40 | 0x80;

    /// <summary>Name space and type; 0 is Ethernet.</summary>
    public uint PacketType { get; set; }

    /// <summary>The type the Ethernet header says, which means something only where there is one: see <see cref="NetworkType"/>.</summary>
    public ushort EthType { get; set; }

    public ushort OuterTag { get; set; }

    public ushort InnerTag { get; set; }

    public byte IpProto { get; set; }

    /// <summary>Bit 0 any fragment, bit 1 not the first.</summary>
    public byte Fragment { get; set; }

    /// <summary>Source port, or ICMP type.</summary>
    public ushort TransportSource { get; set; }

    /// <summary>Destination port, or ICMP code.</summary>
    public ushort TransportDestination { get; set; }

    public uint CtState { get; set; }

    public uint CtStateMask { get; set; }

    public bool HasInPort { get; set; }

    public readonly bool IsEthernet => PacketType == 0;

    /// <summary>Ethernet type of what the packet is, wherever it is said.</summary>
    public readonly ushort NetworkType => IsEthernet ? EthType : PacketType >> 16 == 1 ? (ushort)PacketType : (ushort)0x05ff;

    public readonly bool IsIp => NetworkType is 0x0800 or 0x86dd;

    public readonly bool IsMpls => NetworkType is 0x8847 or 0x8848;

    public readonly bool IsNsh => PacketType == 0x1894f || EthType == 0x894f;

    public readonly bool HasOuterTag => (OuterTag & TagPresent) != 0;

    public readonly bool HasInnerTag => (InnerTag & TagPresent) != 0;

    public readonly bool HasTag => IsEthernet && HasOuterTag;

    public readonly bool IsLaterFragment => (Fragment & 2) != 0;

    /// <summary>A neighbour solicitation (135) or advertisement (136).</summary>
    public readonly bool IsNeighbourDiscovery => NetworkType == 0x86dd && IpProto == 58 && TransportSource is 135 or 136 && TransportDestination == 0;

    /// <summary>True when connection tracking is known to have found a valid connection.</summary>
    public readonly bool IsTracked =>
        (CtState & StateNewEstablishedRelatedReplyNat) != 0
        || ((CtState & StateTracked) != 0 && (CtStateMask & StateInvalid) != 0 && (CtState & StateInvalid) == 0);

    public readonly PacketKey WithTag() => this with { InnerTag = OuterTag, OuterTag = (ushort)(OuterTag | TagPresent) };

    public readonly PacketKey WithoutTag() => this with { OuterTag = InnerTag, InnerTag = 0 };

    /// <summary>With an MPLS label. What it hides is not known any more.</summary>
    public readonly PacketKey WithLabel(ushort ethType) => this with { EthType = ethType, IpProto = 0 };

    /// <summary>With a header before all others.</summary>
    public readonly PacketKey Inside(uint packetType)
    {
        var key = this with { PacketType = packetType, EthType = packetType >> 16 == 1 ? (ushort)packetType : EthType };
        return key.IsIp ? key : key with { IpProto = 0 };
    }

    /// <summary>Without the first header. What comes out is known only below Ethernet.</summary>
    public readonly PacketKey Outside() => IsEthernet
        ? this with { PacketType = 0x10000u | EthType }
        : this with { PacketType = UnknownType, EthType = ushort.MaxValue };

    public static PacketKey Of(Match match)
    {
        var key = default(PacketKey);
        foreach (var entry in match.Entries)
        {
            var (field, value) = (entry.Field.Canonical, entry.ValueAsNumber);
            if (entry.Field.IsUnknown) continue;
            if (field == MatchField.PacketType) key.PacketType = (uint)value;
            else if (field == MatchField.EthType) key.EthType = (ushort)value;
            else if (field == MatchField.VlanVid) key.OuterTag |= (ushort)value;
            else if (field == MatchField.IpProto) key.IpProto = (byte)value;
            else if (field == MatchField.NwFrag) key.Fragment = (byte)value;
            else if (field == MatchField.Icmpv6Type) key.TransportSource = (ushort)value;
            else if (field == MatchField.Icmpv6Code) key.TransportDestination = (ushort)value;
            else if (field == MatchField.CtState) (key.CtState, key.CtStateMask) = ((uint)value, (uint)entry.MaskAsNumber);
            else if (field == MatchField.InPort) key.HasInPort = true;
        }

        if (key.PacketType >> 16 == 1) key.EthType = (ushort)key.PacketType;
        return key;
    }
}
