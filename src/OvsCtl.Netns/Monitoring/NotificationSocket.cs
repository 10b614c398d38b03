using System.Net.Sockets;
using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns.Monitoring;

/// <summary>A socket that rtnetlink sends its notifications to, read without a thread.</summary>
internal static class NotificationSocket
{
    // RTNLGRP_*, linux/rtnetlink.h, as bits
    private const uint Link = 1 << 0;
    private const uint Neigh = 1 << 2;
    private const uint TrafficControl = 1 << 3;
    private const uint Ipv4Address = 1 << 4;
    private const uint Ipv4Route = 1 << 6;
    private const uint Ipv4Rule = 1 << 7;
    private const uint Ipv6Address = 1 << 8;
    private const uint Ipv6Route = 1 << 10;
    private const uint Ipv6Rule = 1 << 18;
    private const uint Ipv4Netconf = 1 << 23;
    private const uint Ipv6Netconf = 1 << 24;

    /// <param name="ns">Where.</param>
    /// <param name="tables">What about.</param>
    /// <param name="bufferSize">How many bytes of notifications the kernel keeps until they are read.</param>
    public static Socket Open(NetworkNamespace ns, WatchedTables tables, int bufferSize) => Open(ns, NetlinkSocket.NETLINK_ROUTE, Groups(tables), bufferSize);

    /// <param name="ns">Where.</param>
    /// <param name="protocol">Which part of the kernel: NETLINK_*.</param>
    /// <param name="groups">Its groups, as bits.</param>
    /// <param name="bufferSize">How many bytes of notifications the kernel keeps until they are read.</param>
    public static Socket Open(NetworkNamespace ns, int protocol, uint groups, int bufferSize)
    {
        var fd = new FileDescriptor(ns.OpenSocket(Libc.AF_NETLINK, Libc.SOCK_RAW, protocol));
        try
        {
            // Beyond net.core.rmem_max for those who may; the others get what that allows.
            if (Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, in bufferSize, sizeof(int)) < 0)
            {
                Syscall.Check(Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_RCVBUF, in bufferSize, sizeof(int)), "notification buffer");
            }

            Syscall.Check(Libc.bind(fd, SockAddrNl.Kernel with { nl_groups = groups }, 12), $"ask for notifications of {ns}");
            var socket = new Socket(new SafeSocketHandle(fd.DangerousGetHandle(), ownsHandle: true));
            fd.SetHandleAsInvalid();
            return socket;
        }
        finally
        {
            fd.Dispose();
        }
    }

    private static uint Groups(WatchedTables tables)
    {
        uint groups = 0;
        if (tables.HasFlag(WatchedTables.Links)) groups |= Link;
        if (tables.HasFlag(WatchedTables.Addresses)) groups |= Ipv4Address | Ipv6Address;
        if (tables.HasFlag(WatchedTables.Routes)) groups |= Ipv4Route | Ipv6Route;
        if (tables.HasFlag(WatchedTables.Neighbours)) groups |= Neigh;
        if (tables.HasFlag(WatchedTables.Rules)) groups |= Ipv4Rule | Ipv6Rule;
        if (tables.HasFlag(WatchedTables.Forwarding)) groups |= Ipv4Netconf | Ipv6Netconf;
        if (tables.HasFlag(WatchedTables.Qdiscs)) groups |= TrafficControl;
        return groups;
    }
}
