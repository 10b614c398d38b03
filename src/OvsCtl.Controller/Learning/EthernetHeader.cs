using System.Buffers.Binary;

namespace OvsCtl.Controller.Learning;

/// <summary>What a switch looks at in a frame: addresses, the outermost VLAN tag, and the type behind it.</summary>
/// <param name="Destination">The destination address, in the low 48 bits.</param>
/// <param name="Source">The source address, in the low 48 bits.</param>
/// <param name="VlanVid">The value of OpenFlow's vlan_vid: 0 for a frame without a tag, else the VLAN id with <see cref="Tagged"/>.</param>
/// <param name="EthType">The type of what follows, behind the tag if there is one.</param>
internal readonly record struct EthernetHeader(ulong Destination, ulong Source, ushort VlanVid, ushort EthType)
{
    /// <summary>OFPVID_PRESENT.</summary>
    public const ushort Tagged = 0x1000;

    private const ulong GroupBit = 0x0100_0000_0000;
    private const ulong ReservedGroups = 0x0180_c200_0000; // 802.1D: 01:80:c2:00:00:00 to 0f never leave the link
    private const ulong ReservedMask = 0xffff_ffff_fff0;
    private const ushort VlanType = 0x8100, ServiceVlanType = 0x88a8, LldpType = 0x88cc;

    public bool IsToGroup => (Destination & GroupBit) != 0;

    /// <summary>True for the source address of no station: groups do not send.</summary>
    public bool IsFromGroup => (Source & GroupBit) != 0;

    /// <summary>True for frames between neighbours (spanning tree, LACP, LLDP), which no switch forwards.</summary>
    public bool IsLinkLocal => (Destination & ReservedMask) == ReservedGroups || EthType == LldpType;

    public int Vlan => VlanVid & 0x0fff;

    /// <returns>False when the frame is too short to have such a header.</returns>
    public static bool TryRead(ReadOnlySpan<byte> frame, out EthernetHeader header)
    {
        // destination:6 source:6 type:2, or tag type:2 tag:2 type:2
        header = default;
        if (frame.Length < 14) return false;
        var destination = BinaryPrimitives.ReadUInt64BigEndian(frame) >> 16;
        var source = BinaryPrimitives.ReadUInt64BigEndian(frame[6..]) >> 16;
        var type = BinaryPrimitives.ReadUInt16BigEndian(frame[12..]);
        ushort vlanVid = 0;
        if (type is VlanType or ServiceVlanType)
        {
            if (frame.Length < 18) return false;
            vlanVid = (ushort)((BinaryPrimitives.ReadUInt16BigEndian(frame[14..]) & 0x0fff) | Tagged);
            type = BinaryPrimitives.ReadUInt16BigEndian(frame[16..]);
        }

        header = new EthernetHeader(destination, source, vlanVid, type);
        return true;
    }
}
