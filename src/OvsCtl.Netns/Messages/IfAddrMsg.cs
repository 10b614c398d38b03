namespace OvsCtl.Netns.Messages;

/// <summary><c>struct ifaddrmsg</c>, linux/if_addr.h</summary>
internal struct IfAddrMsg
{
    public const int Size = 8;
    public const uint IFA_F_NODAD = 0x02;
    public const uint IFA_F_DADFAILED = 0x08;
    public const uint IFA_F_TENTATIVE = 0x40;
    public const uint IFA_F_NOPREFIXROUTE = 0x200;

    public byte ifa_family;
    public byte ifa_prefixlen;
    public byte ifa_flags;
    public byte ifa_scope;
    public int ifa_index;
}
