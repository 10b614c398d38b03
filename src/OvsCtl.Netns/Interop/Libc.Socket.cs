using System.Runtime.InteropServices;

namespace OvsCtl.Netns.Interop;

/// <summary>Sockets.</summary>
internal static partial class Libc
{
    // bits/socket.h, linux/socket.h
    public const int AF_UNSPEC = 0;
    public const int AF_UNIX = 1;
    public const int AF_INET = 2;
    public const int AF_INET6 = 10;
    public const int AF_NETLINK = 16;
    public const int AF_PACKET = 17;
    public const int SOCK_STREAM = 1;
    public const int SOCK_DGRAM = 2;
    public const int SOCK_RAW = 3;
    public const int SOCK_CLOEXEC = 0x80000;
    public const int MSG_TRUNC = 0x20;
    public const int MSG_NOSIGNAL = 0x4000;
    public const int SHUT_RDWR = 2;
    public const int SOL_SOCKET = 1;
    public const int SO_RCVBUF = 8;
    public const int SO_RCVTIMEO = 20;
    public const int SO_RCVBUFFORCE = 33;
    public const int SOL_NETLINK = 270;

    // linux/sockios.h
    public const nuint SIOCETHTOOL = 0x8946;

    // asm-generic/ioctls.h
    public const nuint TIOCGWINSZ = 0x5413;

    // linux/if_tun.h: _IOW('T', 202, int) and _IOW('T', 203, int)
    public const nuint TUNSETIFF = 0x400454ca;
    public const nuint TUNSETPERSIST = 0x400454cb;

    [LibraryImport(Library, SetLastError = true)]
    public static partial int socket(int domain, int type, int protocol);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int connect(FileDescriptor fd, ReadOnlySpan<byte> address, int size);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int shutdown(FileDescriptor fd, int how);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint send(FileDescriptor fd, ReadOnlySpan<byte> buffer, nint size, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint recv(FileDescriptor fd, Span<byte> buffer, nint size, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int bind(FileDescriptor fd, in SockAddrNl address, int size);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int getsockname(FileDescriptor fd, out SockAddrNl address, ref int size);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int setsockopt(FileDescriptor fd, int level, int option, in int value, int size);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int setsockopt(FileDescriptor fd, int level, int option, in TimeVal value, int size);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint sendto(FileDescriptor fd, ReadOnlySpan<byte> buffer, nint size, int flags, in SockAddrNl address, int addressSize);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint recvfrom(FileDescriptor fd, Span<byte> buffer, nint size, int flags, out SockAddrNl address, ref int addressSize);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int ioctl(FileDescriptor fd, nuint request, ref IfReq argument);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int ioctl(int fd, nuint request, out WinSize argument);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int ioctl(SafeHandle fd, nuint request, nint argument);
}
