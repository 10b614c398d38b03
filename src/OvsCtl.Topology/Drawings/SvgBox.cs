namespace OvsCtl.Topology.Drawings;

/// <summary>Where a box is, in pixels from the upper left.</summary>
internal readonly record struct SvgBox(double X, double Y, double Width, double Height)
{
    public double MiddleX => X + (Width / 2);

    public double Bottom => Y + Height;
}
