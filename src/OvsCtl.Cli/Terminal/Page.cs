using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OvsCtl.Cli.Terminal;

/// <summary>Writes tables, trees and coloured words of a given width; without ANSI not one escape.</summary>
internal sealed class Page
{
    private readonly TextWriter _writer;
    private readonly int _width;
    private readonly bool _hasAnsi;

    public Page(TextWriter writer, int width, bool hasAnsi)
    {
        _writer = writer;
        _width = width;
        _hasAnsi = hasAnsi;
    }

    /// <summary>Characters to a line; of a pipe so many that nothing is ever folded.</summary>
    public int Width => _width;

    /// <summary>Whether colours are wanted.</summary>
    public bool HasAnsi => _hasAnsi;

    /// <summary>As it is, however long: a line of text may be a command to copy.</summary>
    public void Line(string text = "") => _writer.WriteLine(text);

    public string Good(string text) => Colored(text, "32");

    public string Bad(string text) => Colored(text, "31");

    public string Changed(string text) => Colored(text, "33");

    /// <summary>A title and what belongs to it, folded between words.</summary>
    public void Tree(string title, IReadOnlyList<string> nodes)
    {
        Folded(title, "", "");
        for (var i = 0; i < nodes.Count; i++)
        {
            var isLast = i == nodes.Count - 1;
            Folded(nodes[i], isLast ? "└── " : "├── ", isLast ? "    " : "│   ");
        }
    }

    private void Folded(string text, string first, string others)
    {
        var (guide, room, start) = (first, Math.Max(_width - others.Length, 1), 0);
        while (text.Length - start > room)
        {
            var space = text.LastIndexOf(' ', start + room, room);
            var end = space > start ? space : start + room;
            _writer.WriteLine(guide + text[start..end].TrimEnd());
            for (start = end; start < text.Length && text[start] == ' ';) start++;
            guide = others;
        }

        if (start < text.Length || guide == first) _writer.WriteLine((guide + text[start..]).TrimEnd());
    }

    private void Write(IRenderable content)
    {
        using var rendered = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = _hasAnsi ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = _hasAnsi ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(rendered),
        });
        console.Profile.Width = _width;
        console.Profile.Capabilities.Unicode = true;
        console.Write(content);
        // Spectre pads the last column; in a pipe that is noise to every reader.
        foreach (var line in rendered.ToString().TrimEnd('\n').Split('\n')) _writer.WriteLine(line.TrimEnd());
    }

    /// <summary>Columns two spaces apart under their headings, no frame.</summary>
    public void Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.ToList();
        if (!TryPlainTable(headings, all)) FoldedTable(headings, all);
    }

    // By itself, so that who needs no folding does not load the library that does it.
    private void FoldedTable(IReadOnlyList<string> headings, List<IReadOnlyList<string>> rows)
    {
        var table = new Table().NoBorder();
        foreach (var heading in headings)
            table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))) { Padding = new Padding(0, 0, 2, 0) });
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        Write(table);
    }

    /// <summary>Most tables need no folding: those are laid out at once.</summary>
    private bool TryPlainTable(IReadOnlyList<string> headings, List<IReadOnlyList<string>> rows)
    {
        // Loops and no queries here: those are compiled when they are first used, which takes longer than to write the table.
        var widths = new int[headings.Count];
        for (var i = 0; i < widths.Length; i++) widths[i] = headings[i].Length;
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Count; i++)
            {
                // What takes two columns, or none, the other way knows.
                if (!Ascii.IsValid(row[i]) || row[i].Contains('\n', StringComparison.Ordinal)) return false;
                widths[i] = Math.Max(widths[i], row[i].Length);
            }
        }

        var total = 2 * widths.Length;
        foreach (var width in widths) total += width;
        if (total > _width) return false;
        var text = new StringBuilder();
        Append(text, headings, widths, cell => _hasAnsi ? $"\e[1m{cell}\e[0m" : cell);
        foreach (var row in rows) Append(text, row, widths, cell => cell);
        _writer.Write(text);
        return true;
    }

    private static void Append(StringBuilder text, IReadOnlyList<string> cells, int[] widths, Func<string, string> style)
    {
        var end = text.Length;
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Length > 0)
            {
                text.Append(style(cells[i]));
                end = text.Length;
            }

            text.Append(' ', widths[i] - cells[i].Length + 2);
        }

        text.Length = end;
        text.Append('\n');
    }

    private string Colored(string text, string color) => _hasAnsi ? $"\e[{color}m{text}\e[0m" : text;
}
