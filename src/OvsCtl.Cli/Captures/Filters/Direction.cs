namespace OvsCtl.Cli.Captures.Filters;

/// <summary>Which end of a frame must match.</summary>
internal enum Direction
{
    Either,
    Source,
    Destination,
}
