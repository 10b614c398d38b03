using OvsCtl.Topology.LabFiles.Values;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles;

/// <summary>Collects what is wrong with one file.</summary>
internal sealed class ErrorList(string fileName, string text)
{
    /// <summary>Past this many nobody reads on, and a hostile file would have us compare every name with every other.</summary>
    public const int Limit = 500;

    private const int ListedNames = 12;

    private readonly string[] _lines = text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
    private readonly List<LabFileError> _errors = [];

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>All that were reported, also those not kept.</summary>
    public int Count { get; private set; }

    public void Add(Position at, string message)
    {
        if (++Count > Limit) return;
        Keep(at, message);
    }

    /// <summary>Reports a name that is none of those allowed: <c>unknown WHAT 'NAME' (did you mean 'NEAREST'? allowed: …)</c>.</summary>
    public void AddUnknown(string what, Word name, IReadOnlyCollection<string> allowed)
    {
        if (Count >= Limit)
        {
            Count++;
            return;
        }

        var nearest = NearestName.Of(name.Text, allowed) is { } near ? $"did you mean '{near}'? " : "";
        Add(name.At, $"unknown {what} {name} ({nearest}{Allowed(allowed)})");
    }

    public IReadOnlyList<LabFileError> InFileOrder()
    {
        var ordered = _errors.OrderBy(e => e.At.Line).ThenBy(e => e.At.Column).ToList();
        if (Count > Limit) ordered.Add(ordered[^1] with { Message = $"{Count - Limit} more errors are not shown" });
        return ordered;
    }

    private static string Allowed(IReadOnlyCollection<string> names)
    {
        if (names.Count == 0) return "there is none";
        var more = names.Count > ListedNames ? $" and {names.Count - ListedNames} more" : "";
        return $"allowed: {string.Join(", ", names.Take(ListedNames))}{more}";
    }

    private void Keep(Position at, string message)
    {
        // The place of a word inside folded or escaped text is a guess, and the parser's marks may lie past the end.
        var line = Math.Clamp(at.Line, 1, _lines.Length);
        var source = _lines[line - 1];
        var column = Math.Clamp(at.Column, 1, source.Length + 1);
        _errors.Add(new LabFileError(fileName, new Position(line, column), message, source));
    }
}
