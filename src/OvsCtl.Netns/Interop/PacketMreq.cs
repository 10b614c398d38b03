namespace OvsCtl.Netns.Interop;

/// <summary><c>struct packet_mreq</c>, linux/if_packet.h</summary>
internal struct PacketMreq
{
    public int mr_ifindex;
    public ushort mr_type;
    public ushort mr_alen;
    public ulong mr_address;
}
