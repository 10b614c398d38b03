using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles;

/// <summary>One thing wrong with a lab file, and where.</summary>
/// <param name="FileName">As the caller gave it.</param>
/// <param name="At">Always inside the file, at most one column past the end of a line.</param>
/// <param name="Message">What was found, what is allowed, the nearest name.</param>
/// <param name="SourceLine">The whole line the place is on.</param>
public sealed record LabFileError(string FileName, Position At, string Message, string SourceLine)
{
    private const int ExcerptWidth = 120;

    public override string ToString() => $"{FileName}:{At}: {Message}";

    /// <summary>Two lines: the source line (a part of it when it is long) and a caret under the column.</summary>
    public string Excerpt()
    {
        var index = Math.Clamp(At.Column - 1, 0, SourceLine.Length);
        var start = index < ExcerptWidth ? 0 : index - (ExcerptWidth / 2);
        // A terminal must not obey what a file says.
        var shown = SourceLine.Skip(start).Take(ExcerptWidth).Select(c => char.IsControl(c) && c != '\t' ? '?' : c);

        // Tabs stay tabs under tabs, whatever width the terminal gives them.
        var padding = SourceLine[start..index].Select(c => c == '\t' ? '\t' : ' ');
        return $"{string.Concat(shown)}\n{string.Concat(padding)}^";
    }
}
