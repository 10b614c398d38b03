namespace OvsCtl.Netns.Messages;

/// <summary><c>struct ifinfomsg</c>, linux/rtnetlink.h</summary>
internal struct IfInfoMsg
{
    public const int Size = 16;
    public const uint IFF_UP = 1; // linux/if.h

    public byte ifi_family;
    public byte ifi_pad;
    public ushort ifi_type;
    public int ifi_index;
    public uint ifi_flags;
    public uint ifi_change;
}
