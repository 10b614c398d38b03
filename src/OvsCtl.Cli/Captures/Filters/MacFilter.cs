namespace OvsCtl.Cli.Captures.Filters;

/// <summary>host with a MAC address.</summary>
internal sealed class MacFilter(byte[] mac, Direction direction) : FrameFilter
{
    public override bool Matches(in FrameHeaders frame) =>
        (direction != Direction.Destination && frame.SourceMac.SequenceEqual(mac)) || (direction != Direction.Source && frame.DestinationMac.SequenceEqual(mac));
}
