using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Values;

/// <summary>A piece of text from the file and where it stands.</summary>
internal readonly record struct Word(string Text, Position At)
{
    private const int ShownLength = 60;

    public Word this[Range range]
    {
        get
        {
            var (offset, length) = range.GetOffsetAndLength(Text.Length);
            return new Word(Text.Substring(offset, length), At with { Column = At.Column + offset });
        }
    }

    public Word Trim()
    {
        var end = Text.TrimEnd().Length;
        var start = end - Text[..end].TrimStart().Length;
        return this[start..end];
    }

    /// <summary>The parts between white space.</summary>
    public IReadOnlyList<Word> Split()
    {
        var words = new List<Word>();
        var start = 0;
        for (var i = 0; i <= Text.Length; i++)
        {
            if (i < Text.Length && !char.IsWhiteSpace(Text[i])) continue;
            if (i > start) words.Add(this[start..i]);
            start = i + 1;
        }

        return words;
    }

    /// <summary>In quotes, on one line, not too long: fit for a message.</summary>
    public override string ToString()
    {
        var shown = Text.Length > ShownLength ? Text[..ShownLength] + "…" : Text;
        return $"'{string.Concat(shown.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c))}'";
    }
}
