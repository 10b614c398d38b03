using System.Globalization;

namespace OvsCtl.Netns.Messages;

/// <summary>Reads NFT_MSG_NEWTABLE, and writes the request for all of them.</summary>
internal static class NftablesTableParser
{
    // linux/netfilter/nfnetlink.h, linux/netfilter/nf_tables.h
    public const ushort NFT_MSG_GETTABLE = NFNL_SUBSYS_NFTABLES << 8 | 1;
    public const ushort NFT_MSG_NEWTABLE = NFNL_SUBSYS_NFTABLES << 8;
    private const ushort NFNL_SUBSYS_NFTABLES = 10;
    private const ushort NFTA_TABLE_NAME = 1;
    private const int HeaderSize = 4; // struct nfgenmsg

    /// <summary>Tables of every family: NFPROTO_UNSPEC, version 0, no resource.</summary>
    public static void WriteRequest(NetlinkMessageWriter writer) => writer.Struct(0u);

    public static void Parse(ushort type, ReadOnlySpan<byte> payload, List<NftablesTable> tables)
    {
        if (type != NFT_MSG_NEWTABLE) return;
        if (payload.Length < HeaderSize) throw new InvalidDataException($"nftables message of {payload.Length} bytes.");
        var reader = new AttributeReader(payload[HeaderSize..]);
        while (reader.Read())
        {
            if (reader.Type == NFTA_TABLE_NAME) tables.Add(new NftablesTable(Family(payload[0]), reader.Text));
        }
    }

    // NFPROTO_*, linux/netfilter.h, by the names that nft(8) gives them.
    private static string Family(byte number) => number switch
    {
        1 => "inet",
        2 => "ip",
        3 => "arp",
        5 => "netdev",
        7 => "bridge",
        10 => "ip6",
        _ => number.ToString(CultureInfo.InvariantCulture),
    };
}
