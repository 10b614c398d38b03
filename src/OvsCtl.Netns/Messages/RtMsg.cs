namespace OvsCtl.Netns.Messages;

/// <summary><c>struct rtmsg</c>, linux/rtnetlink.h</summary>
internal struct RtMsg
{
    public const int Size = 12;
    public const byte RT_TABLE_MAIN = 254;
    public const byte RT_SCOPE_UNIVERSE = 0;
    public const byte RT_SCOPE_LINK = 253;
    public const byte RT_SCOPE_HOST = 254;
    public const byte RT_SCOPE_NOWHERE = 255;
    public const byte RTN_UNSPEC = 0; // matches any type in RTM_DELROUTE
    public const byte RTN_UNICAST = 1;
    public const uint RTNH_F_DEAD = 1;
    public const uint RTNH_F_ONLINK = 4;
    public const uint RTNH_F_LINKDOWN = 16;
    public const uint RTM_F_CLONED = 0x200;
    public const uint RTM_F_LOOKUP_TABLE = 0x1000;

    public byte rtm_family;
    public byte rtm_dst_len;
    public byte rtm_src_len;
    public byte rtm_tos;
    public byte rtm_table;
    public byte rtm_protocol;
    public byte rtm_scope;
    public byte rtm_type;
    public uint rtm_flags;
}
