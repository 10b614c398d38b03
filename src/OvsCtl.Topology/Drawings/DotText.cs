using System.Globalization;
using System.Text;

namespace OvsCtl.Topology.Drawings;

/// <summary>A drawing in the language of Graphviz.</summary>
public static class DotText
{
    public static string Write(Drawing drawing)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"graph {Quote(drawing.Title)} {{\n  label={Quote(drawing.Title)}; labelloc=t; fontname=\"Helvetica\";\n  node [fontname=\"Helvetica\", fontsize=11]; edge [fontname=\"Helvetica\", fontsize=9];\n");
        foreach (var box in drawing.Boxes)
            text.Append(CultureInfo.InvariantCulture, $"  {Quote(box.Name)} [label={Quote(string.Join('\n', box.Lines.Prepend(box.Name)))}, {Style(box)}];\n");
        foreach (var cable in drawing.Cables)
            text.Append(CultureInfo.InvariantCulture, $"  {Quote(cable.From)} -- {Quote(cable.To)} [taillabel={Quote(cable.FromLabel)}, headlabel={Quote(cable.ToLabel)}{(cable.IsDown ? ", color=red, style=dashed" : "")}];\n");
        return text.Append("}\n").ToString();
    }

    private static string Style(DrawnBox box)
    {
        var shape = box.Kind switch { BoxKind.Switch => "shape=box, style=filled, fillcolor=\"#dbeafe\"", BoxKind.Machine => "shape=box3d", _ => "shape=box, style=rounded" };
        return box.IsDown ? $"{shape}, color=red, fontcolor=red" : shape;
    }

    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
