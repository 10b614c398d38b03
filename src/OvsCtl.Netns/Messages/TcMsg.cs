namespace OvsCtl.Netns.Messages;

/// <summary><c>struct tcmsg</c>, linux/rtnetlink.h</summary>
internal struct TcMsg
{
    public const int Size = 20;

    public byte tcm_family;
    public byte tcm_pad1;
    public ushort tcm_pad2;
    public int tcm_ifindex;
    public uint tcm_handle;
    public uint tcm_parent;
    public uint tcm_info;
}
