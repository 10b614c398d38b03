namespace OvsCtl.Netns;

/// <summary>What a link has carried since it was made, in 64 bits (<c>struct rtnl_link_stats64</c>, linux/if_link.h).</summary>
/// <param name="ReceivedPackets">Good packets received.</param>
/// <param name="SentPackets">Packets sent.</param>
/// <param name="ReceivedBytes">Bytes of good packets received.</param>
/// <param name="SentBytes">Bytes sent.</param>
/// <param name="ReceiveErrors">Bad packets received.</param>
/// <param name="SendErrors">Packets that could not be sent.</param>
/// <param name="ReceiveDrops">Good packets received that nobody wanted or had room for.</param>
/// <param name="SendDrops">Packets dropped on the way out.</param>
/// <param name="Multicast">Multicast packets received.</param>
/// <param name="Collisions">Collisions while sending.</param>
public sealed record LinkStatistics(
    ulong ReceivedPackets,
    ulong SentPackets,
    ulong ReceivedBytes,
    ulong SentBytes,
    ulong ReceiveErrors,
    ulong SendErrors,
    ulong ReceiveDrops,
    ulong SendDrops,
    ulong Multicast,
    ulong Collisions);
