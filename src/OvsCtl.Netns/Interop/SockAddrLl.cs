using System.Runtime.InteropServices;

namespace OvsCtl.Netns.Interop;

/// <summary><c>struct sockaddr_ll</c>, linux/if_packet.h</summary>
[StructLayout(LayoutKind.Sequential, Size = 20)]
internal struct SockAddrLl
{
    public ushort sll_family;

    /// <summary>In network byte order.</summary>
    public ushort sll_protocol;
    public int sll_ifindex;
    public ushort sll_hatype;
    public byte sll_pkttype;
    public byte sll_halen;
    public ulong sll_addr;
}
