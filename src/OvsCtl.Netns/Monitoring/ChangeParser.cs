using System.Runtime.InteropServices;
using OvsCtl.Netns.Messages;
using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns.Monitoring;

/// <summary>Reads rtnetlink's notifications.</summary>
internal static class ChangeParser
{
    private const ushort RTM_NEWNETCONF = 80, RTM_DELNETCONF = 81; // linux/rtnetlink.h
    private const ushort NETCONFA_IFINDEX = 1, NETCONFA_FORWARDING = 2; // linux/netconf.h; the indexes of "all" and "default" are negative
    private const int NetconfMsgSize = 4;
    private const byte AF_INET = 2, AF_INET6 = 10;

    public static List<NetworkChange> Parse(ReadOnlySpan<byte> datagram)
    {
        var changes = new List<NetworkChange>();
        var reader = new MessageReader(datagram);
        while (reader.Read()) Add(reader.Header.nlmsg_type, reader.Payload, changes);
        return changes;
    }

    private static void Add(ushort type, ReadOnlySpan<byte> payload, List<NetworkChange> changes)
    {
        switch (type)
        {
            // Of another family than 0 it is a bridge telling about its ports: its RTM_DELLINK is a port that left.
            case RTM_NEWLINK or RTM_DELLINK when payload is [0, ..]:
                changes.Add(new LinkChange(LinkParser.Parse(payload), type == RTM_DELLINK));
                break;
            case RTM_NEWADDR or RTM_DELADDR when AddressParser.Parse(payload) is { } address:
                changes.Add(new AddressChange(address, type == RTM_DELADDR));
                break;
            case RTM_NEWNEIGH or RTM_DELNEIGH when NeighbourParser.Parse(payload) is { } neighbour:
                changes.Add(new NeighbourChange(neighbour, type == RTM_DELNEIGH));
                break;
            case RTM_NEWRULE or RTM_DELRULE when RuleParser.Parse(payload) is { } rule:
                changes.Add(new RuleChange(rule, type == RTM_DELRULE));
                break;
            case RTM_NEWQDISC or RTM_DELQDISC:
                var qdiscs = new List<Qdisc>();
                QdiscParser.Parse(RTM_NEWQDISC, payload, qdiscs);
                changes.AddRange(qdiscs.Select(qdisc => new QdiscChange(qdisc, type == RTM_DELQDISC)));
                break;
            case RTM_NEWNETCONF or RTM_DELNETCONF when ReadForwarding(payload) is { } forwarding:
                changes.Add(forwarding);
                break;
            case RTM_NEWROUTE or RTM_DELROUTE when payload.Length >= RtMsg.Size && (MemoryMarshal.Read<RtMsg>(payload).rtm_flags & RtMsg.RTM_F_CLONED) == 0:
                var routes = new List<Route>();
                RouteParser.ParseAny(payload, routes);
                changes.AddRange(routes.Select(route => new RouteChange(route, type == RTM_DELROUTE)));
                break;
        }
    }

    /// <summary>struct netconfmsg: family:1 padding:3, then attributes (linux/netconf.h).</summary>
    private static ForwardingChange? ReadForwarding(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < NetconfMsgSize || payload[0] is not (AF_INET or AF_INET6)) return null;
        int? ifIndex = null;
        bool? isOn = null;
        var attributes = new AttributeReader(payload[NetconfMsgSize..]);
        while (attributes.Read())
        {
            if (attributes.Payload.Length < sizeof(int)) continue;
            var value = MemoryMarshal.Read<int>(attributes.Payload);
            if (attributes.Type == NETCONFA_IFINDEX) ifIndex = value;
            else if (attributes.Type == NETCONFA_FORWARDING) isOn = value != 0;
        }

        return new ForwardingChange(payload[0] == AF_INET6, ifIndex > 0 ? ifIndex : null, isOn);
    }
}
