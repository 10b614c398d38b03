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
        var link = new Link { IfIndex = info.ifi_index, Name = "", IsUp = (info.ifi_flags & IfInfoMsg.IFF_UP) != 0 };
        var reader = new AttributeReader(payload[IfInfoMsg.Size..]);
        while (reader.Read())
        {
            link = reader.Type switch
            {
                IFLA_IFNAME => link with { Name = reader.Text },
                IFLA_ADDRESS => link with { Address = reader.Payload.ToArray() },
                IFLA_MTU => link with { Mtu = reader.Int32 },
                IFLA_LINK => link with { PeerIfIndex = NonZero(reader.Int32) },
                IFLA_LINK_NETNSID => link with { PeerNsId = reader.Int32 },
                IFLA_MASTER => link with { MasterIfIndex = NonZero(reader.Int32) },
                IFLA_OPERSTATE => link with { OperState = OperState(reader.Byte) },
                IFLA_LINKINFO => link with { Kind = Kind(reader.Nested) },
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

    private static string? Kind(AttributeReader info)
    {
        while (info.Read())
        {
            if (info.Type == IFLA_INFO_KIND) return info.Text;
        }

        return null;
    }

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
