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

    public static void WriteAddress(NetlinkMessageWriter writer, int ifIndex, IPAddress address, int prefixLength)
    {
        writer.Struct(new IfAddrMsg { ifa_family = Family(address), ifa_prefixlen = (byte)prefixLength, ifa_index = ifIndex });
        var bytes = address.GetAddressBytes();
        writer.Attribute(IFA_LOCAL, bytes);
        writer.Attribute(IFA_ADDRESS, bytes);

        // Duplicate address detection keeps an address unusable for a second or more; in a lab nobody else can have it.
        if (address.AddressFamily == AddressFamily.InterNetworkV6) writer.Attribute(IFA_FLAGS, IfAddrMsg.IFA_F_NODAD);
    }

    public static void WriteRoute(NetlinkMessageWriter writer, Route route, bool onLink)
    {
        writer.Struct(new RtMsg
        {
            rtm_family = Family(route.Destination.BaseAddress),
            rtm_dst_len = (byte)route.Destination.PrefixLength,
            rtm_table = RtMsg.RT_TABLE_MAIN,
            rtm_protocol = route.Protocol,
            rtm_scope = route.Scope,
            rtm_type = route.Type,
            rtm_flags = onLink ? RtMsg.RTNH_F_ONLINK : 0,
        });
        if (route.Destination.PrefixLength > 0) writer.Attribute(RTA_DST, route.Destination.BaseAddress.GetAddressBytes());
        if (route.Gateway is not null) writer.Attribute(RTA_GATEWAY, route.Gateway.GetAddressBytes());
        if (route.Metric != 0) writer.Attribute(RTA_PRIORITY, route.Metric);
        if (route.OutIfIndex is { } ifIndex) writer.Attribute(RTA_OIF, ifIndex);
    }
}
