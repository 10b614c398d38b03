using System.Globalization;
using System.Text;

namespace OvsCtl.Topology.Drawings;

/// <summary>A drawing in the language of Mermaid, which Markdown on many sites shows as a picture.</summary>
public static class MermaidText
{
    public static string Write(Drawing drawing)
    {
        // Names may be words of the language: boxes go by numbers.
        var ids = drawing.Boxes.Select((box, i) => (box.Name, Id: string.Create(CultureInfo.InvariantCulture, $"n{i}"))).ToDictionary(p => p.Name, p => p.Id);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"---\ntitle: {Quote(drawing.Title)}\n---\nflowchart TD\n");
        foreach (var box in drawing.Boxes)
        {
            var (open, close) = box.Kind switch { BoxKind.Switch => ("[[", "]]"), BoxKind.Machine => ("[/", "\\]"), _ => ("(", ")") };
            text.Append(CultureInfo.InvariantCulture, $"  {ids[box.Name]}{open}{Quote(string.Join("<br/>", box.Lines.Prepend(box.Name).Select(Escape)))}{close}\n");
        }

        for (var i = 0; i < drawing.Cables.Count; i++)
        {
            var cable = drawing.Cables[i];
            var label = string.Join(" - ", new[] { cable.FromLabel, cable.ToLabel }.Where(l => l.Length > 0).Select(Escape));
            text.Append(CultureInfo.InvariantCulture, $"  {ids[cable.From]} ---{(label.Length > 0 ? $"|{Quote(label)}|" : "")} {ids[cable.To]}\n");
            if (cable.IsDown) text.Append(CultureInfo.InvariantCulture, $"  linkStyle {i} stroke:red,stroke-dasharray:4\n");
        }

        foreach (var box in drawing.Boxes.Where(b => b.IsDown)) text.Append(CultureInfo.InvariantCulture, $"  style {ids[box.Name]} stroke:red,color:red\n");
        return text.ToString();
    }

    private static string Quote(string text) => $"\"{text}\"";

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
