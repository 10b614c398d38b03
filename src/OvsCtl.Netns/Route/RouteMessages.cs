using System.Net;
using System.Net.Sockets;
using OvsCtl.Netns.Interop;
using OvsCtl.Netns.Messages;
using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns;

/// <summary>Writes the requests about addresses and routes.</summary>
internal static class RouteMessages
{
    public static byte Family(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? (byte)Libc.AF_INET6 : (byte)Libc.AF_INET;

    public static void WriteAddress(NetlinkMessageWriter writer, int ifIndex, IPAddress address, int prefixLength, AddressOptions options)
    {
        writer.Struct(new IfAddrMsg { ifa_family = Family(address), ifa_prefixlen = (byte)prefixLength, ifa_scope = options.Scope, ifa_index = ifIndex });
        writer.Attribute(IFA_LOCAL, address.GetAddressBytes());
        writer.Attribute(IFA_ADDRESS, (options.Peer ?? address).GetAddressBytes());
        if (options.Broadcast is { } broadcast) writer.Attribute(IFA_BROADCAST, broadcast.GetAddressBytes());
        if (options.Label is { } label) writer.Attribute(IFA_LABEL, label);

        // Duplicate address detection keeps an address unusable for a second or more; in a lab nobody else can have it.
        var flags = (address.AddressFamily == AddressFamily.InterNetworkV6 && !options.DetectDuplicates ? IfAddrMsg.IFA_F_NODAD : 0) | (options.NoPrefixRoute ? IfAddrMsg.IFA_F_NOPREFIXROUTE : 0);
        if (flags != 0) writer.Attribute(IFA_FLAGS, flags);
        if (options.Metric != 0) writer.Attribute(IFA_RT_PRIORITY, options.Metric);
        if (options.ValidLifetime is null && options.PreferredLifetime is null) return;
        writer.StructAttribute(IFA_CACHEINFO, new IfaCacheInfo { ifa_valid = Seconds(options.ValidLifetime), ifa_prefered = Seconds(options.PreferredLifetime ?? options.ValidLifetime) });
    }

    public static void WriteRoute(NetlinkMessageWriter writer, Route route)
    {
        var destination = route.Destination.BaseAddress;
        writer.Struct(new RtMsg
        {
            rtm_family = Family(destination),
            rtm_dst_len = (byte)route.Destination.PrefixLength,
            rtm_table = route.Table <= byte.MaxValue ? (byte)route.Table : (byte)0,
            rtm_protocol = route.Protocol,
            rtm_scope = route.Scope,
            rtm_type = route.Type,
            rtm_flags = route.IsOnLink ? RtMsg.RTNH_F_ONLINK : 0,
        });
        if (route.Destination.PrefixLength > 0) writer.Attribute(RTA_DST, destination.GetAddressBytes());
        if (route.Table > byte.MaxValue) writer.Attribute(RTA_TABLE, route.Table);
        if (route.Gateway is { } gateway) WriteGateway(writer, gateway, destination.AddressFamily);
        if (route.PreferredSource is { } source) writer.Attribute(RTA_PREFSRC, source.GetAddressBytes());
        if (route.Metric != 0) writer.Attribute(RTA_PRIORITY, route.Metric);
        if (route.OutIfIndex is { } ifIndex) writer.Attribute(RTA_OIF, ifIndex);
    }

    // RFC 8950: an IPv6 next hop to an IPv4 network. struct rtvia: u16 family, address
    private static void WriteGateway(NetlinkMessageWriter writer, IPAddress gateway, AddressFamily family)
    {
        if (gateway.AddressFamily == family)
        {
            writer.Attribute(RTA_GATEWAY, gateway.GetAddressBytes());
            return;
        }

        Span<byte> via = stackalloc byte[2 + 16];
        BitConverter.TryWriteBytes(via, (ushort)Family(gateway));
        gateway.TryWriteBytes(via[2..], out var size);
        writer.Attribute(RTA_VIA, via[..(2 + size)]);
    }

    private static uint Seconds(TimeSpan? lifetime) => lifetime is { } time ? (uint)Math.Clamp(Math.Ceiling(time.TotalSeconds), 0, IfaCacheInfo.Forever - 1) : IfaCacheInfo.Forever;
}
