namespace OvsCtl.Netns.Interop;

/// <summary><c>struct sockaddr_nl</c>, linux/netlink.h. The kernel's own port id is 0.</summary>
internal struct SockAddrNl
{
    public ushort nl_family;
    public ushort nl_pad;
    public uint nl_pid;
    public uint nl_groups;

    public static SockAddrNl Kernel => new() { nl_family = Libc.AF_NETLINK };
}
