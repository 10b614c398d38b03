using System.Net.Sockets;
using OvsCtl.Netns.Messages;

namespace OvsCtl.Netns.Monitoring;

/// <summary>Reads the notifications of nftables, of which only the tables' names are of interest.</summary>
internal static class NftablesWatcher
{
    private const uint NftablesGroup = 1 << (7 - 1); // NFNLGRP_NFTABLES, linux/netfilter/nfnetlink.h
    private const int NFNL_SUBSYS_NFTABLES = 10;
    private const int NFT_MSG_NEWGEN = 15; // linux/netfilter/nf_tables.h
    private const ushort NFTA_TABLE = 1; // the same number in the messages of tables, chains, rules, sets and objects
    private const int NfGenMsgSize = 4;
    private const int BufferSize = 1024 * 1024;

    public static Socket Open(NetworkNamespace ns) => NotificationSocket.Open(ns, NetlinkSocket.NETLINK_NETFILTER, NftablesGroup, BufferSize);

    /// <summary>The tables that a datagram tells about, each once.</summary>
    public static IReadOnlyList<NftablesChange> Parse(ReadOnlySpan<byte> datagram)
    {
        var tables = new List<NftablesChange>();
        var reader = new MessageReader(datagram);
        while (reader.Read())
        {
            var type = reader.Header.nlmsg_type;
            if (type >> 8 != NFNL_SUBSYS_NFTABLES || (type & 0xff) == NFT_MSG_NEWGEN || reader.Payload.Length < NfGenMsgSize) continue;
            var attributes = new AttributeReader(reader.Payload[NfGenMsgSize..]);
            while (attributes.Read())
            {
                if (attributes.Type != NFTA_TABLE) continue;
                var change = new NftablesChange(attributes.Text);
                if (!tables.Contains(change)) tables.Add(change);
                break;
            }
        }

        return tables;
    }
}
