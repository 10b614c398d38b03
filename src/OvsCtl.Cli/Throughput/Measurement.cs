namespace OvsCtl.Cli.Throughput;

/// <summary>How much came through.</summary>
/// <param name="ByteCount">Bytes of payload that the receiver got.</param>
/// <param name="Elapsed">From the first of them to the last.</param>
/// <param name="SentCount">Datagrams sent; 0 for TCP.</param>
/// <param name="ReceivedCount">Datagrams that came; 0 for TCP.</param>
internal sealed record Measurement(long ByteCount, TimeSpan Elapsed, long SentCount = 0, long ReceivedCount = 0)
{
    public double BitsPerSecond => Elapsed > TimeSpan.Zero ? ByteCount * 8 / Elapsed.TotalSeconds : 0;

    public double LostShare => SentCount > 0 ? Math.Max(0, SentCount - ReceivedCount) / (double)SentCount : 0;
}
