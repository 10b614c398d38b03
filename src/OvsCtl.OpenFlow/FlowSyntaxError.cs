namespace OvsCtl.OpenFlow;

/// <summary>What is wrong with a flow's text, for people to look at.</summary>
public static class FlowSyntaxError
{
    private const int MaxWidth = 100;

    /// <summary>The error, the text it is in, and below that a caret at the place.</summary>
    /// <param name="text">The text that was read.</param>
    /// <param name="error">What <see cref="FlowSyntax"/> threw.</param>
    public static string Excerpt(string text, FlowSyntaxException error)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(error);

        // Of a long text so much that the place is well inside; a tab or line end would put the caret elsewhere.
        var start = Math.Max(0, Math.Min(error.Position - (MaxWidth / 2), text.Length - MaxWidth));
        var line = string.Concat(text.Skip(start).Take(MaxWidth).Select(c => char.IsControl(c) ? ' ' : c));
        return $"{error.Message}\n  {line}\n  {new string(' ', Math.Clamp(error.Position - start, 0, line.Length))}^";
    }
}
