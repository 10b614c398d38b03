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

    /// <summary>As it is, however long: a line of text may be a command to copy.</summary>
    public void Line(string text = "") => _writer.WriteLine(text);

    public string Good(string text) => Colored(text, "32");

    public string Bad(string text) => Colored(text, "31");

    public string Changed(string text) => Colored(text, "33");

    public void Write(IRenderable content)
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
        var table = new Table().NoBorder();
        foreach (var heading in headings)
            table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))) { Padding = new Padding(0, 0, 2, 0) });
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        Write(table);
    }

    private string Colored(string text, string color) => _hasAnsi ? $"\e[{color}m{text}\e[0m" : text;
}
