namespace OvsCtl.OpenFlow;

/// <summary>How a meter counts (ofp_meter_flags).</summary>
[Flags]
public enum MeterFlags : ushort
{
    /// <summary>Nothing said.</summary>
    None = 0,

    /// <summary>OFPMF_KBPS: rates are in kbit/s.</summary>
    KilobitsPerSecond = 1,

    /// <summary>OFPMF_PKTPS: rates are in packets/s.</summary>
    PacketsPerSecond = 1 << 1,

    /// <summary>OFPMF_BURST: the burst sizes of the bands count.</summary>
    Burst = 1 << 2,

    /// <summary>OFPMF_STATS: keeps statistics.</summary>
    Statistics = 1 << 3,
}
