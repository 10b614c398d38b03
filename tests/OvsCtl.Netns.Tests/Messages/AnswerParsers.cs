using System.Runtime.InteropServices;
using OvsCtl.Netns.Devices;
using OvsCtl.Netns.Messages;
using OvsCtl.Netns.Monitoring;
using OvsCtl.Netns.Tests.Captures;
using static OvsCtl.Netns.Messages.RouteAttributes;

namespace OvsCtl.Netns.Tests.Messages;

/// <summary>Everything in the library that reads what the kernel sends, by name; each is given what follows a message's header.</summary>
internal static class AnswerParsers
{
    private const int HeaderSize = NetlinkHeader.Size;

    private static readonly string[] s_captures =
    [
        "veth-link", "bridge-port-link", "ipv4-address", "ipv6-addresses", "ipv4-routes", "ipv6-routes", "via-routes", "neighbours", "rules", "qdiscs", "namespace-ids", "netconf-forwarding",
        "nftables-changes", "address-exists", "route-refused", "route-refused-uncapped",
    ];

    private static readonly ushort[] s_routeTypes =
    [
        RTM_NEWLINK, RTM_DELLINK, RTM_NEWADDR, RTM_DELADDR, RTM_NEWROUTE, RTM_DELROUTE, RTM_NEWNEIGH, RTM_DELNEIGH, RTM_NEWRULE, RTM_DELRULE, RTM_NEWQDISC, RTM_DELQDISC, RTM_NEWNSID, 80, 81, NetlinkHeader.NLMSG_DONE,
    ];

    public static readonly IReadOnlyDictionary<string, Action<byte[]>> All = new Dictionary<string, Action<byte[]>>
    {
        ["links"] = payload => LinkParser.Parse(RTM_NEWLINK, payload, []),
        ["addresses"] = payload => AddressParser.Parse(RTM_NEWADDR, payload, []),
        ["routes"] = payload => RouteParser.Parse(RTM_NEWROUTE, payload, []),
        ["looked up route"] = payload => RouteParser.ParseAny(payload, []),
        ["neighbours"] = payload => NeighbourParser.Parse(RTM_NEWNEIGH, payload, []),
        ["rules"] = payload => RuleParser.Parse(RTM_NEWRULE, payload, []),
        ["queueing disciplines"] = payload => QdiscParser.Parse(RTM_NEWQDISC, payload, []),
        ["token bucket"] = payload => TokenBucket.Parse(new AttributeReader(payload)),
        ["network emulation"] = payload => NetworkEmulation.Parse(payload),
        ["bridge port"] = payload => BridgePort.Parse(new AttributeReader(payload)),
        ["namespace ids"] = payload => NamespaceIdParser.Parse(RTM_NEWNSID, payload, []),
        ["namespace ids of another"] = payload => NamespaceIdParser.ParseBoth(RTM_NEWNSID, payload, []),
        ["acknowledgement"] = payload => WithFlags(payload, header => Acknowledgement.ParseError(header, payload)),
        ["end of a table"] = payload => WithFlags(payload, header => Acknowledgement.ParseDone(header, payload)),
        ["changes"] = payload =>
        {
            foreach (var type in s_routeTypes) ChangeParser.Parse(Datagram(type, payload));
        },
        ["changes of nftables"] = payload =>
        {
            for (var message = 0; message < 32; message++) NftablesWatcher.Parse(Datagram((ushort)(10 << 8 | message), payload));
        },
        ["tables of nftables"] = payload => NftablesTableParser.Parse(NftablesTableParser.NFT_MSG_NEWTABLE, payload, []),
        ["datagram"] = payload =>
        {
            var reader = new MessageReader(payload);
            while (reader.Read())
            {
            }
        },
        ["ethtool features"] = payload => EthtoolFeatures.Parse(EthtoolFeatures.ParseNames(payload), MemoryMarshal.Cast<byte, uint>(payload)),
    };

    /// <summary>What followed the headers of messages that kernels have sent, and of one that a kernel with netem would send.</summary>
    public static IReadOnlyList<byte[]> Payloads { get; } = [.. s_captures.SelectMany(name => Messages(Capture.Read(name))), Emulation()];

    public static byte[] Datagram(ushort type, ReadOnlySpan<byte> payload)
    {
        var datagram = new byte[HeaderSize + payload.Length];
        MemoryMarshal.Write(datagram, new NetlinkHeader { nlmsg_len = (uint)datagram.Length, nlmsg_type = type });
        payload.CopyTo(datagram.AsSpan(HeaderSize));
        return datagram;
    }

    private static List<byte[]> Messages(byte[] datagram)
    {
        var messages = new List<byte[]>();
        var reader = new MessageReader(datagram);
        while (reader.Read()) messages.Add(reader.Payload.ToArray());
        return messages;
    }

    private static byte[] Emulation()
    {
        var writer = new NetlinkMessageWriter();
        writer.Struct(default(TcMsg));
        writer.Attribute(QdiscAttributes.TCA_KIND, "netem");
        new NetworkEmulation { Delay = TimeSpan.FromMilliseconds(5), Loss = 0.1, Corruption = 0.01 }.Write(writer);
        return writer.Written.ToArray();
    }

    private static void WithFlags(byte[] payload, Func<NetlinkHeader, Acknowledgement> read)
    {
        foreach (var flags in (ReadOnlySpan<ushort>)[0, NetlinkHeader.NLM_F_CAPPED, NetlinkHeader.NLM_F_ACK_TLVS, NetlinkHeader.NLM_F_CAPPED | NetlinkHeader.NLM_F_ACK_TLVS])
            _ = read(new NetlinkHeader { nlmsg_len = (uint)payload.Length, nlmsg_flags = flags }).ToException("something");
    }
}
