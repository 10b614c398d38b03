using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using OvsCtl.Netns.Interop;
using OvsCtl.Netns.Namespaces;

namespace OvsCtl.Netns;

/// <summary>Interfaces whose other end is a file descriptor (linux/if_tun.h, /dev/net/tun).</summary>
public static class TunTap
{
    private const short IFF_TUN = 0x0001;
    private const short IFF_TAP = 0x0002;
    private const short IFF_NO_PI = 0x1000;

    /// <summary>
    /// Makes an interface, or takes hold of one made to stay, and opens its other end: every read gives a packet that was sent through the
    /// interface, every write is a packet received by it.
    /// </summary>
    /// <param name="ns">Where the interface is to be.</param>
    /// <param name="name">Its name, at most 15 bytes.</param>
    /// <param name="tap">True for Ethernet frames, false for IP packets.</param>
    /// <returns>The other end. When it is closed the interface is gone, unless it was made to stay.</returns>
    /// <exception cref="ArgumentException">The name is invalid.</exception>
    /// <exception cref="NativeException">ENOENT, ENODEV: the kernel has no tun module. EBUSY: somebody else holds the interface. EPERM: CAP_NET_ADMIN is missing.</exception>
    public static SafeFileHandle Open(NetworkNamespace ns, string name, bool tap)
    {
        ArgumentNullException.ThrowIfNull(ns);
        LinkMessages.ValidateName(name);
        using var fd = OpenDevice(ns);
        var request = new IfReq { ifr_data = 0 };
        Encoding.UTF8.GetBytes(name).CopyTo(MemoryMarshal.AsBytes(new Span<IfReq.IfName>(ref request.ifr_name)));
        BitConverter.TryWriteBytes(MemoryMarshal.AsBytes(new Span<nint>(ref request.ifr_data)), (short)((tap ? IFF_TAP : IFF_TUN) | IFF_NO_PI));
        Syscall.Check(Libc.ioctl(fd, Libc.TUNSETIFF, ref request), $"open {(tap ? "tap" : "tun")} {name}");
        var handle = new SafeFileHandle(fd.DangerousGetHandle(), ownsHandle: true);
        fd.SetHandleAsInvalid();
        return handle;
    }

    /// <summary>Makes an interface that stays until it is deleted as a link.</summary>
    /// <exception cref="ArgumentException">The name is invalid.</exception>
    /// <exception cref="NativeException">As for <see cref="Open"/>.</exception>
    public static void Create(NetworkNamespace ns, string name, bool tap)
    {
        using var handle = Open(ns, name, tap);
        Syscall.Check(Libc.ioctl(handle, Libc.TUNSETPERSIST, 1), $"make {name} stay");
    }

    // The interface will be in the namespace of whoever opens the device.
    private static unsafe FileDescriptor OpenDevice(NetworkNamespace ns) => new(NamespaceThread.Call(
        ns.Handle,
        [MethodImpl(MethodImplOptions.AggressiveOptimization)] () =>
        {
            fixed (byte* path = "/dev/net/tun\0"u8)
            {
                var fd = RawLibc.open(path, Libc.O_RDWR | Libc.O_CLOEXEC, 0);
                return fd >= 0 ? new SyscallResult(fd, 0) : new SyscallResult(-1, RawLibc.Errno);
            }
        }).OrThrow("open /dev/net/tun"));
}
