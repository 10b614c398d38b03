using System.Text;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Yaml;

/// <summary>
/// Finds characters that may not stand in a file: those YAML calls not printable (YAML 1.2.2 §5.1), and the line and paragraph separators, which look like
/// nothing but which YAML 1.1 parsers take for line breaks. In double quotes all can be given as escapes.
/// </summary>
internal static class UnfitCharacters
{
    /// <summary>Reports the first one of each line.</summary>
    public static bool AreAbsent(ErrorList errors)
    {
        var areAbsent = true;
        for (var i = 0; i < errors.Lines.Count; i++)
        {
            if (FirstIn(errors.Lines[i]) is not { } column) continue;
            areAbsent = false;
            errors.Add(new Position(i + 1, column + 1), $"the character U+{(int)errors.Lines[i][column]:X4} may not stand in a lab file");
        }

        return areAbsent;
    }

    private static int? FirstIn(string line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (char.IsSurrogate(line[i]))
            {
                if (!Rune.TryGetRuneAt(line, i, out _)) return i;
                i++;
            }
            else if (line[i] != '\t' && (char.IsControl(line[i]) || line[i] is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF')) return i;
        }

        return null;
    }
}
