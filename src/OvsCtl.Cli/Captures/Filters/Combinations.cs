namespace OvsCtl.Cli.Captures.Filters;

internal sealed class Everything : FrameFilter
{
    public override bool Matches(in FrameHeaders frame) => true;
}

internal sealed class Both(FrameFilter a, FrameFilter b) : FrameFilter
{
    public override bool Matches(in FrameHeaders frame) => a.Matches(frame) && b.Matches(frame);
}

internal sealed class Either(FrameFilter a, FrameFilter b) : FrameFilter
{
    public override bool Matches(in FrameHeaders frame) => a.Matches(frame) || b.Matches(frame);
}

internal sealed class Not(FrameFilter other) : FrameFilter
{
    public override bool Matches(in FrameHeaders frame) => !other.Matches(frame);
}
