using System.Runtime.InteropServices;

namespace OvsCtl.Netns.Interop;

/// <summary>Packet sockets, packet(7).</summary>
internal static unsafe partial class Libc
{
    public const int MSG_DONTWAIT = 0x40;
    public const int SO_TIMESTAMPNS = 35;

    // linux/if_ether.h, linux/if_packet.h
    public const ushort ETH_P_ALL = 3;
    public const int SOL_PACKET = 263;
    public const int PACKET_ADD_MEMBERSHIP = 1;
    public const int PACKET_STATISTICS = 6;
    public const int PACKET_AUXDATA = 8;
    public const ushort PACKET_MR_PROMISC = 1;
    public const byte PACKET_OUTGOING = 4;

    [LibraryImport(Library, SetLastError = true)]
    public static partial int bind(FileDescriptor fd, in SockAddrLl address, int size);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int setsockopt(FileDescriptor fd, int level, int option, in PacketMreq value, int size);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int getsockopt(FileDescriptor fd, int level, int option, Span<uint> value, ref int size);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint recvmsg(FileDescriptor fd, MsgHdr* message, int flags);
}
