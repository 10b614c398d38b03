using System.Net;
using System.Runtime.InteropServices;
using OvsCtl.Netns.Interop;
using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns.Messages;

/// <summary>Reads RTM_NEWROUTE.</summary>
internal static class RouteParser
{
    private const int NextHopSize = 8;

    /// <summary>Routes of tables. Entries that IPv6 copies from them for its own use are left out.</summary>
    public static void Parse(ushort type, ReadOnlySpan<byte> payload, List<Route> routes)
    {
        if (type != RTM_NEWROUTE) return;
        if (payload.Length < RtMsg.Size) throw new InvalidDataException($"Netlink route message of {payload.Length} bytes.");
        if ((MemoryMarshal.Read<RtMsg>(payload).rtm_flags & RtMsg.RTM_F_CLONED) == 0) ParseAny(payload, routes);
    }

    /// <summary>Routes of tables, and the answer to a lookup, which is such a copy.</summary>
    public static void ParseAny(ReadOnlySpan<byte> payload, List<Route> routes)
    {
        if (payload.Length < RtMsg.Size) throw new InvalidDataException($"Netlink route message of {payload.Length} bytes.");
        var info = MemoryMarshal.Read<RtMsg>(payload);
        if (info.rtm_family is not (Libc.AF_INET or Libc.AF_INET6)) return;
        var any = info.rtm_family == Libc.AF_INET ? IPAddress.Any : IPAddress.IPv6Any;
        var route = WithFlags(new Route { Destination = new IPNetwork(any, 0), Table = info.rtm_table, Protocol = info.rtm_protocol, Scope = info.rtm_scope, Type = info.rtm_type }, info.rtm_flags);
        ReadOnlySpan<byte> hops = default;
        var reader = new AttributeReader(payload[RtMsg.Size..]);
        while (reader.Read())
        {
            if (reader.Type == RTA_MULTIPATH) hops = reader.Payload;
            else route = Apply(route, reader, info.rtm_dst_len);
        }

        if (hops.IsEmpty) routes.Add(route);
        else AddHops(route, hops, routes);
    }

    private static Route Apply(Route route, AttributeReader attribute, int prefixLength) => attribute.Type switch
    {
        RTA_DST => route with { Destination = Networks.Create(attribute.Address, prefixLength) },
        RTA_GATEWAY => route with { Gateway = attribute.Address },
        RTA_VIA => route with { Gateway = Via(attribute.Payload) },
        RTA_OIF => route with { OutIfIndex = attribute.Int32 },
        RTA_PRIORITY => route with { Metric = attribute.UInt32 },
        RTA_TABLE => route with { Table = attribute.UInt32 },
        RTA_PREFSRC => route with { PreferredSource = attribute.Address },
        _ => route,
    };

    private static Route WithFlags(Route route, uint flags) => route with
    {
        IsOnLink = (flags & RtMsg.RTNH_F_ONLINK) != 0,
        IsLinkDown = (flags & (RtMsg.RTNH_F_DEAD | RtMsg.RTNH_F_LINKDOWN)) != 0,
    };

    // struct rtnexthop: u16 length, u8 flags, u8 hops, s32 ifindex, attributes
    private static void AddHops(Route route, ReadOnlySpan<byte> hops, List<Route> routes)
    {
        while (!hops.IsEmpty)
        {
            var length = hops.Length < NextHopSize ? 0 : MemoryMarshal.Read<ushort>(hops);
            if (length < NextHopSize || length > hops.Length) throw new InvalidDataException($"Netlink next hop with a length of {length} bytes in {hops.Length}.");
            var hop = WithFlags(route, hops[2]) with { OutIfIndex = MemoryMarshal.Read<int>(hops[4..]) };
            var reader = new AttributeReader(hops[NextHopSize..length]);
            while (reader.Read()) hop = Apply(hop, reader, 0);
            routes.Add(hop);
            hops = hops[Math.Min(hops.Length, (length + 3) & ~3)..];
        }
    }

    // struct rtvia: u16 family, address; a next hop of the other family
    private static IPAddress Via(ReadOnlySpan<byte> payload) => payload.Length is 6 or 18
        ? new IPAddress(payload[2..])
        : throw new InvalidDataException($"Netlink gateway of {payload.Length} bytes.");
}
