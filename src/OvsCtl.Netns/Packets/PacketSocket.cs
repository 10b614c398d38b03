using System.Buffers.Binary;
using OvsCtl.Netns.Interop;
using OvsCtl.Netns.Packets;

namespace OvsCtl.Netns;

/// <summary>
/// Sees every frame that an interface receives or sends, packet(7), with the kernel's times in nanoseconds. While it is open the interface is promiscuous.
/// A VLAN tag that the kernel took out is put back. Not thread-safe.
/// </summary>
public sealed class PacketSocket : IDisposable
{
    // What arrives while nobody reads; beyond it frames are dropped and counted.
    private const int KernelBufferSize = 16 * 1024 * 1024;
    private const int ControlSize = 256;
    private const int LargestFrame = 256 * 1024;
    private const int VlanTagSize = 4, MacsSize = 12;

    private readonly FileDescriptor _fd;
    private readonly byte[] _buffer = new byte[LargestFrame + VlanTagSize];
    private long _waitMilliseconds = -1;

    private PacketSocket(FileDescriptor fd) => _fd = fd;

    /// <summary>Opens one on an interface.</summary>
    /// <param name="ns">Where.</param>
    /// <param name="ifIndex">The interface.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is not positive.</exception>
    /// <exception cref="NativeException">EPERM: CAP_NET_RAW is missing. ENODEV: there is no such interface. ENETDOWN: it is down, and cannot be looked at then.</exception>
    public static PacketSocket Open(NetworkNamespace ns, int ifIndex)
    {
        ArgumentNullException.ThrowIfNull(ns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ifIndex);
        // With protocol 0 nothing comes before it is bound: not a frame of another interface.
        var fd = new FileDescriptor(ns.OpenSocket(Libc.AF_PACKET, Libc.SOCK_RAW, 0));
        try
        {
            var operation = $"capture on interface {ifIndex} of {ns}";
            if (Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, KernelBufferSize, sizeof(int)) < 0)
                Syscall.Check(Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_RCVBUF, KernelBufferSize, sizeof(int)), operation);
            Syscall.Check(Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_TIMESTAMPNS, 1, sizeof(int)), operation);
            Syscall.Check(Libc.setsockopt(fd, Libc.SOL_PACKET, Libc.PACKET_AUXDATA, 1, sizeof(int)), operation);
            Syscall.Check(Libc.setsockopt(fd, Libc.SOL_PACKET, Libc.PACKET_ADD_MEMBERSHIP, new PacketMreq { mr_ifindex = ifIndex, mr_type = Libc.PACKET_MR_PROMISC }, 16), operation);
            var address = new SockAddrLl { sll_family = Libc.AF_PACKET, sll_protocol = BinaryPrimitives.ReverseEndianness(Libc.ETH_P_ALL), sll_ifindex = ifIndex };
            Syscall.Check(Libc.bind(fd, in address, 20), operation);
            return new PacketSocket(fd);
        }
        catch (NativeException)
        {
            fd.Dispose();
            throw;
        }
    }

    /// <summary>Waits for a frame.</summary>
    /// <param name="timeout">How long; zero or less to take only what is there already.</param>
    /// <param name="frame">Its bytes are good until the next call.</param>
    /// <returns>False when none came in time, or a signal came.</returns>
    /// <exception cref="NativeException">ENETDOWN: the interface went down; later calls see what comes when it is up again. ENXIO or ENODEV: it is gone.</exception>
    public unsafe bool TryReceive(TimeSpan timeout, out ReceivedFrame frame)
    {
        var doesWait = timeout > TimeSpan.Zero;
        if (doesWait) SetTimeout(Math.Max(1, (long)timeout.TotalMilliseconds));
        var control = stackalloc byte[ControlSize];
        SockAddrLl sender = default;
        fixed (byte* buffer = _buffer)
        {
            // Room in front of the frame, for the addresses when a VLAN tag goes between them and the rest.
            var vector = new IoVec { iov_base = buffer + VlanTagSize, iov_len = LargestFrame };
            var message = new MsgHdr { msg_name = &sender, msg_namelen = 20, msg_iov = &vector, msg_iovlen = 1, msg_control = control, msg_controllen = ControlSize };
            var size = Libc.recvmsg(_fd, &message, Libc.MSG_TRUNC | (doesWait ? 0 : Libc.MSG_DONTWAIT));
            frame = default;
            if (size < 0)
            {
                if (Syscall.LastErrno is Errno.EAGAIN or Errno.EINTR) return false;
                throw new NativeException(Syscall.LastErrno, "receive a frame");
            }

            var auxiliary = AuxiliaryData.Read(new ReadOnlySpan<byte>(control, (int)message.msg_controllen));
            var (start, length, kept) = (VlanTagSize, (int)size, (int)Math.Min(size, LargestFrame));
            if (auxiliary.VlanTag is { } tag && kept >= MacsSize)
            {
                Buffer.BlockCopy(_buffer, VlanTagSize, _buffer, 0, MacsSize);
                BinaryPrimitives.WriteUInt32BigEndian(_buffer.AsSpan(MacsSize), tag);
                (start, length, kept) = (0, length + VlanTagSize, kept + VlanTagSize);
            }

            frame = new ReceivedFrame(_buffer.AsSpan(start, kept), length, auxiliary.Nanoseconds, sender.sll_pkttype == Libc.PACKET_OUTGOING);
            return true;
        }
    }

    /// <summary>How many frames the kernel had to throw away since the last call, because they were not read in time.</summary>
    /// <exception cref="NativeException">The kernel does not say.</exception>
    public uint ReadDropCount()
    {
        // struct tpacket_stats: packets, drops
        Span<uint> statistics = [0, 0];
        var size = 2 * sizeof(uint);
        Syscall.Check(Libc.getsockopt(_fd, Libc.SOL_PACKET, Libc.PACKET_STATISTICS, statistics, ref size), "read the statistics of a capture");
        return statistics[1];
    }

    /// <summary>Closes it; the interface is promiscuous no more, unless for somebody else.</summary>
    public void Dispose() => _fd.Dispose();

    private void SetTimeout(long milliseconds)
    {
        if (milliseconds == _waitMilliseconds) return;
        var time = new TimeVal { tv_sec = milliseconds / 1000, tv_usec = milliseconds % 1000 * 1000 };
        Syscall.Check(Libc.setsockopt(_fd, Libc.SOL_SOCKET, Libc.SO_RCVTIMEO, in time, 16), "wait for frames");
        _waitMilliseconds = milliseconds;
    }
}
