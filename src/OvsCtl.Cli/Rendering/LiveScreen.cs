using System.Globalization;
using System.Text;
using OvsCtl.Cli.Terminal;

namespace OvsCtl.Cli.Rendering;

/// <summary>A screen that is drawn over and over; what was there before comes back when it goes.</summary>
internal sealed class LiveScreen : IDisposable
{
    private readonly CliTerminal _terminal;

    public LiveScreen(CliTerminal terminal)
    {
        _terminal = terminal;
        // The alternate screen, without a cursor (ctlseqs, DEC private modes 1049 and 25).
        terminal.Out.Write("\e[?1049h\e[?25l");
    }

    public void Draw(IEnumerable<(string Text, bool IsHeading)> lines) => Draw(lines.Select(l => (l.Text, l.IsHeading ? "1" : "0")));

    /// <summary>Lines, each with its style (ECMA-48 §8.3.117); what is wider or more than the terminal is left out.</summary>
    public void Draw(IEnumerable<(string Text, string Style)> lines)
    {
        var (width, height) = CliTerminal.Size;
        var text = new StringBuilder("\e[H");
        foreach (var (line, style) in lines.Take(Math.Max(1, height - 1)))
            text.Append(CultureInfo.InvariantCulture, $"\e[{(_terminal.OutPage.HasAnsi ? style : "0")}m{(line.Length > width ? line[..width] : line)}\e[0m\e[K\r\n");
        _terminal.Out.Write(text.Append("\e[J"));
    }

    public void Dispose() => _terminal.Out.Write("\e[?25h\e[?1049l");
}
