namespace OvsCtl.Cli.Captures.Filters;

/// <summary>Which frames a capture shows: a part of an expression, or all of it.</summary>
internal abstract class FrameFilter
{
    public abstract bool Matches(in FrameHeaders frame);

    /// <summary>Compiles the text of a filter; an empty one lets everything pass.</summary>
    /// <exception cref="FilterException">It is none.</exception>
    public static FrameFilter Parse(string text) => new FilterParser(text).Parse();
}
