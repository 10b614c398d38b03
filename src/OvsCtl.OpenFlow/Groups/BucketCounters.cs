namespace OvsCtl.OpenFlow;

/// <summary>What a bucket of a group has treated (ofp_bucket_counter).</summary>
/// <param name="PacketCount">How many packets; all bits set when the switch does not count.</param>
/// <param name="ByteCount">How many bytes they had.</param>
public readonly record struct BucketCounters(ulong PacketCount, ulong ByteCount);
