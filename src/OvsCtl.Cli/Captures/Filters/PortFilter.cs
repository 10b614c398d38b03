namespace OvsCtl.Cli.Captures.Filters;

/// <summary>port N: of TCP or UDP.</summary>
internal sealed class PortFilter(ushort port, Direction direction) : FrameFilter
{
    public override bool Matches(in FrameHeaders frame) =>
        frame.HasPorts && ((direction != Direction.Destination && frame.SourcePort == port) || (direction != Direction.Source && frame.DestinationPort == port));
}
