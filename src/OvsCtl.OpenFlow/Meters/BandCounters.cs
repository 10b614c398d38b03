namespace OvsCtl.OpenFlow;

/// <summary>What a band of a meter has treated (ofp_meter_band_stats).</summary>
/// <param name="PacketCount">How many packets.</param>
/// <param name="ByteCount">How many bytes they had.</param>
public readonly record struct BandCounters(ulong PacketCount, ulong ByteCount);
