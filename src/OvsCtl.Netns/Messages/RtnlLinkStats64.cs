namespace OvsCtl.Netns.Messages;

/// <summary>The beginning of <c>struct rtnl_link_stats64</c>, linux/if_link.h</summary>
internal struct RtnlLinkStats64
{
    public ulong rx_packets;
    public ulong tx_packets;
    public ulong rx_bytes;
    public ulong tx_bytes;
    public ulong rx_errors;
    public ulong tx_errors;
    public ulong rx_dropped;
    public ulong tx_dropped;
    public ulong multicast;
    public ulong collisions;
}
