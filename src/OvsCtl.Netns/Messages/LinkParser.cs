using System.Runtime.InteropServices;
using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns.Messages;

/// <summary>Reads RTM_NEWLINK.</summary>
internal static class LinkParser
{
    // RFC 2863 ifOperStatus, linux/if.h IF_OPER_*
    private static readonly string[] s_operStates = ["unknown", "notpresent", "down", "lowerlayerdown", "testing", "dormant", "up"];

    public static void Parse(ushort type, ReadOnlySpan<byte> payload, List<Link> links)
    {
        if (type == RTM_NEWLINK) links.Add(Parse(payload));
    }

    public static Link Parse(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < IfInfoMsg.Size) throw new InvalidDataException($"Netlink link message of {payload.Length} bytes.");
        var info = MemoryMarshal.Read<IfInfoMsg>(payload);
        var link = new Link { IfIndex = info.ifi_index, Name = "", IsUp = (info.ifi_flags & IfInfoMsg.IFF_UP) != 0, Flags = info.ifi_flags };
        var reader = new AttributeReader(payload[IfInfoMsg.Size..]);
        while (reader.Read())
        {
            link = reader.Type switch
            {
                IFLA_IFNAME => link with { Name = reader.Text },
                IFLA_ADDRESS => link with { Address = reader.Payload.ToArray() },
                IFLA_MTU => link with { Mtu = reader.Int32 },
                IFLA_QDISC => link with { Qdisc = reader.Text },
                IFLA_LINK => link with { PeerIfIndex = NonZero(reader.Int32) },
                IFLA_LINK_NETNSID => link with { PeerNsId = reader.Int32 },
                IFLA_MASTER => link with { MasterIfIndex = NonZero(reader.Int32) },
                IFLA_OPERSTATE => link with { OperState = OperState(reader.Byte) },
                IFLA_CARRIER => link with { HasCarrier = reader.Byte != 0 },
                IFLA_LINKINFO => Info(link, reader.Nested),
                IFLA_STATS64 => link with { Statistics = Statistics(reader.Struct<RtnlLinkStats64>()) },
                IFLA_IFALIAS => link with { Alias = reader.Text },
                IFLA_GROUP => link with { Group = reader.UInt32 },
                IFLA_PROP_LIST => link with { AlternativeNames = AlternativeNames(reader.Nested) },
                _ => link,
            };
        }

        return link;
    }

    private static int? NonZero(int value) => value == 0 ? null : value;

    private static string OperState(byte value) => value < s_operStates.Length ? s_operStates[value] : "unknown";

    private static Link Info(Link link, AttributeReader info)
    {
        var isBridgePort = false;
        while (info.Read())
        {
            if (info.Type == IFLA_INFO_KIND) link = link with { Kind = info.Text };
            else if (info.Type == IFLA_INFO_SLAVE_KIND) isBridgePort = info.Text == "bridge";
            else if (info.Type == IFLA_INFO_SLAVE_DATA && isBridgePort) link = link with { BridgePort = BridgePort.Parse(info.Nested) };
        }

        return link;
    }

    private static LinkStatistics Statistics(RtnlLinkStats64 stats) => new(
        stats.rx_packets,
        stats.tx_packets,
        stats.rx_bytes,
        stats.tx_bytes,
        stats.rx_errors,
        stats.tx_errors,
        stats.rx_dropped,
        stats.tx_dropped,
        stats.multicast,
        stats.collisions);

    private static List<string> AlternativeNames(AttributeReader properties)
    {
        var names = new List<string>();
        while (properties.Read())
        {
            if (properties.Type == IFLA_ALT_IFNAME) names.Add(properties.Text);
        }

        return names;
    }
}
