namespace OvsCtl.Netns.Messages;

/// <summary>Numbers of the attributes of queueing disciplines, linux/rtnetlink.h and linux/pkt_sched.h</summary>
internal static class QdiscAttributes
{
    public const ushort TCA_KIND = 1;
    public const ushort TCA_OPTIONS = 2;
    public const ushort TCA_STATS2 = 7;

    // linux/gen_stats.h
    public const ushort TCA_STATS_BASIC = 1;
    public const ushort TCA_STATS_QUEUE = 3;

    public const ushort TCA_TBF_PARMS = 1;
    public const ushort TCA_TBF_RTAB = 2;
    public const ushort TCA_TBF_RATE64 = 4;
    public const ushort TCA_TBF_BURST = 6;

    public const ushort TCA_NETEM_CORRUPT = 4;
    public const ushort TCA_NETEM_LATENCY64 = 10;
    public const ushort TCA_NETEM_JITTER64 = 11;
}
