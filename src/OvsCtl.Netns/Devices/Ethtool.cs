using System.Runtime.InteropServices;
using System.Text;
using OvsCtl.Netns.Devices;
using OvsCtl.Netns.Interop;

namespace OvsCtl.Netns;

/// <summary>
/// Settings of interfaces that rtnetlink does not carry, by the ethtool ioctl. Transmit checksum offload on a veth end whose frames go
/// through a userspace datapath must be off: nobody fills in the TCP checksum there, and TCP carries nothing.
/// </summary>
public static class Ethtool
{
    // linux/ethtool.h
    private const uint ETHTOOL_GTXCSUM = 0x16;
    private const uint ETHTOOL_STXCSUM = 0x17;
    private const int MaximumNameSize = 15; // IFNAMSIZ less the NUL, linux/if.h

    /// <summary>Turns checksum offload for outgoing packets on or off.</summary>
    /// <exception cref="NativeException">ENODEV: there is no such interface in the namespace. EOPNOTSUPP: it cannot.</exception>
    public static void SetTransmitChecksumOffload(NetworkNamespace ns, string ifName, bool on) => SetTransmitChecksumOffload(ns, [ifName], on);

    /// <summary>As above for several interfaces of one namespace. Stops at the first failure, which names its interface.</summary>
    /// <exception cref="NativeException">ENODEV: there is no such interface in the namespace. EOPNOTSUPP: it cannot.</exception>
    public static void SetTransmitChecksumOffload(NetworkNamespace ns, IReadOnlyList<string> names, bool on)
    {
        ArgumentNullException.ThrowIfNull(ns);
        ArgumentNullException.ThrowIfNull(names);
        using var socket = OpenSocket(ns);
        foreach (var name in names) Run(socket, name, ETHTOOL_STXCSUM, on ? 1u : 0, $"turn transmit checksum offload of {name} {(on ? "on" : "off")}");
    }

    /// <summary>True when the interface leaves the checksums of outgoing packets to the next device.</summary>
    /// <exception cref="NativeException">ENODEV: there is no such interface in the namespace. EOPNOTSUPP: it has no such setting.</exception>
    public static bool GetTransmitChecksumOffload(NetworkNamespace ns, string ifName)
    {
        ArgumentNullException.ThrowIfNull(ns);
        using var socket = OpenSocket(ns);
        return Run(socket, ifName, ETHTOOL_GTXCSUM, 0, $"read transmit checksum offload of {ifName}") != 0;
    }

    /// <summary>As above, through a socket that is open already.</summary>
    /// <exception cref="NativeException">ENODEV: there is no such interface in the namespace. EOPNOTSUPP: it cannot.</exception>
    public static void SetTransmitChecksumOffload(RouteSocket socket, string ifName, bool on)
    {
        ArgumentNullException.ThrowIfNull(socket);
        Run(socket.Descriptor, ifName, ETHTOOL_STXCSUM, on ? 1u : 0, $"turn transmit checksum offload of {ifName} {(on ? "on" : "off")}");
    }

    /// <summary>As above, through a socket that is open already.</summary>
    /// <exception cref="NativeException">ENODEV: there is no such interface in the namespace. EOPNOTSUPP: it has no such setting.</exception>
    public static bool GetTransmitChecksumOffload(RouteSocket socket, string ifName)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return Run(socket.Descriptor, ifName, ETHTOOL_GTXCSUM, 0, $"read transmit checksum offload of {ifName}") != 0;
    }

    /// <summary>All features of an interface, as <c>ethtool -k</c> shows them.</summary>
    /// <exception cref="NativeException">ENODEV: there is no such interface in the namespace.</exception>
    public static IReadOnlyList<EthtoolFeature> GetFeatures(NetworkNamespace ns, string ifName)
    {
        ArgumentNullException.ThrowIfNull(ns);
        using var socket = OpenSocket(ns);
        return EthtoolFeatures.Read(socket, ifName, $"read features of {ifName}");
    }

    /// <summary>Turns features on or off, as <c>ethtool -K</c>. One that is fixed stays as it is: read it back to know.</summary>
    /// <param name="ns">Where.</param>
    /// <param name="ifName">The interface.</param>
    /// <param name="features">The kernel's names, as <see cref="EthtoolFeature.Name"/>, and whether they are to be on.</param>
    /// <exception cref="ArgumentException">The kernel knows no feature of that name.</exception>
    /// <exception cref="NativeException">ENODEV: there is no such interface in the namespace. EPERM: CAP_NET_ADMIN is missing.</exception>
    public static void SetFeatures(NetworkNamespace ns, string ifName, IReadOnlyDictionary<string, bool> features)
    {
        ArgumentNullException.ThrowIfNull(ns);
        ArgumentNullException.ThrowIfNull(features);
        using var socket = OpenSocket(ns);
        EthtoolFeatures.Write(socket, ifName, features, $"set features of {ifName}");
    }

    /// <summary>Runs a command, which is answered in its own buffer.</summary>
    internal static unsafe void Run(FileDescriptor socket, string ifName, Span<uint> command, string operation)
    {
        ArgumentException.ThrowIfNullOrEmpty(ifName);
        var name = Encoding.UTF8.GetBytes(ifName);
        if (name.Length > MaximumNameSize) throw new NativeException(Errno.ENODEV, operation);
        fixed (uint* data = command)
        {
            var request = new IfReq { ifr_data = (nint)data };
            name.CopyTo(MemoryMarshal.AsBytes(new Span<IfReq.IfName>(ref request.ifr_name)));
            Syscall.Check(Libc.ioctl(socket, Libc.SIOCETHTOOL, ref request), operation);
        }
    }

    // Any socket of the namespace will do; the ioctl looks the name up in the socket's namespace, not the thread's.
    private static FileDescriptor OpenSocket(NetworkNamespace ns) => new(ns.OpenSocket(Libc.AF_INET, Libc.SOCK_DGRAM, 0));

    // struct ethtool_value: u32 cmd, u32 data
    private static uint Run(FileDescriptor socket, string ifName, uint command, uint value, string operation)
    {
        Span<uint> buffer = [command, value];
        Run(socket, ifName, buffer, operation);
        return buffer[1];
    }
}
