using System.Diagnostics.CodeAnalysis;
using System.Text;
using OvsCtl.Topology.LabFiles.Reading;
using OvsCtl.Topology.LabFiles.Writing;
using OvsCtl.Topology.LabFiles.Yaml;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles;

/// <summary>Reads and writes lab files: text in, <see cref="LabSpec"/> out. Everything that can be known from the file alone is checked here.</summary>
public static class LabFile
{
    /// <summary>The largest file accepted, in bytes of UTF-8.</summary>
    public const int MaxSize = 1 << 20;

    /// <exception cref="LabFileException">Holds all errors found, in file order.</exception>
    public static LabSpec Parse(string text, string fileName) =>
        TryParse(text, fileName, out var spec, out var errors) ? spec : throw new LabFileException(errors);

    public static bool TryParse(string text, string fileName, [NotNullWhen(true)] out LabSpec? spec, out IReadOnlyList<LabFileError> errors)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(fileName);

        // The mark some editors put first would shift every column of line 1.
        text = text.TrimStart('\uFEFF');
        var found = new ErrorList(fileName, text);
        var lab = Read(text, found);
        errors = found.InFileOrder();
        spec = errors.Count == 0 ? lab : null;
        return spec is not null;
    }

    /// <summary>The long form as YAML: reading it gives <paramref name="spec"/> again, up to positions.</summary>
    public static string Export(LabSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return LabWriter.Write(spec);
    }

    /// <summary>A shape said on a command line, with the keys of <c>shape</c> in lab files and the same limits.</summary>
    /// <param name="words">Such as <c>rate=10mbit</c>.</param>
    /// <param name="mtu">Of the interface, in bytes: a packet must fit into the burst.</param>
    /// <exception cref="FormatException">Says what is wrong, and what is allowed.</exception>
    public static Shape ParseShape(IReadOnlyList<string> words, int mtu)
    {
        ArgumentNullException.ThrowIfNull(words);
        var wrong = words.FirstOrDefault(word => word.IndexOf('=', StringComparison.Ordinal) is var equals && (equals < 1 || equals == word.Length - 1));
        if (wrong is not null) throw new FormatException($"'{wrong}' is not KEY=VALUE, e.g. rate=10mbit");
        var text = $"{{{string.Join(", ", words.Select(word => string.Join(": ", word.Split('=', 2))))}}}";
        var found = new ErrorList("", text);
        var shape = UnfitCharacters.AreAbsent(found) && new YamlReader(text, found).Read() is { } node ? ShapeReader.Read(node, found, mtu) : null;
        return found.Count == 0 && shape is not null ? shape.Completed() : throw new FormatException(string.Join("; ", found.InFileOrder().Select(error => error.Message)));
    }

    private static LabSpec? Read(string text, ErrorList errors)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        if (size > MaxSize)
        {
            errors.Add(new Position(1, 1), $"the file has {size} bytes; at most {MaxSize} are read");
            return null;
        }

        if (!UnfitCharacters.AreAbsent(errors)) return null;
        return new YamlReader(text, errors).Read() is { } root ? new LabReader(errors).Read(root) : null;
    }
}
