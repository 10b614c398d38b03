namespace OvsCtl.Netns.Messages;

/// <summary><c>struct ndmsg</c>, linux/neighbour.h</summary>
internal struct NdMsg
{
    public const int Size = 12;
    public const byte NTF_PROXY = 8;
    public const byte NTF_ROUTER = 0x80;

    public byte ndm_family;
    public byte ndm_pad1;
    public ushort ndm_pad2;
    public int ndm_ifindex;
    public ushort ndm_state;
    public byte ndm_flags;
    public byte ndm_type;
}
