using System.Globalization;
using System.Security;
using System.Text;

namespace OvsCtl.Topology.Drawings;

/// <summary>A drawing as SVG, laid out here: no other program is needed to look at it or to print it.</summary>
public static class SvgText
{
    private const double LabelDistance = 16;
    private const double SideDepth = 44;

    public static string Write(Drawing drawing)
    {
        var layout = new SvgLayout(drawing);
        var (width, height) = (layout.Width, layout.Height);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width:0}" height="{height:0}" viewBox="0 0 {width:0} {height:0}" font-family="Helvetica, Arial, sans-serif" font-size="12">
            <title>{Escape(drawing.Title)}</title>
            <rect width="100%" height="100%" fill="#ffffff"/>
            <text x="{SvgLayout.Margin}" y="{SvgLayout.Margin + 8}" font-size="16" font-weight="bold" fill="#111827">{Escape(drawing.Title)}</text>

            """);
        foreach (var cable in drawing.Cables) Line(text, cable, layout);
        foreach (var box in drawing.Boxes) Box(text, box, layout.PlaceOf(box.Name));
        foreach (var cable in drawing.Cables) Labels(text, cable, layout);
        return text.Append("</svg>\n").ToString();
    }

    private static void Box(StringBuilder text, DrawnBox box, SvgBox place)
    {
        var (fill, stroke, radius) = box.Kind switch
        {
            BoxKind.Switch => ("#dbeafe", "#1d4ed8", 2),
            BoxKind.Machine => ("#f3f4f6", "#374151", 2),
            _ => ("#ecfdf5", "#047857", 10),
        };
        if (box.IsDown) (fill, stroke) = ("#fef2f2", "#dc2626");
        text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{place.X:0.#}\" y=\"{place.Y:0.#}\" width=\"{place.Width:0.#}\" height=\"{place.Height:0.#}\" rx=\"{radius}\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"1.5\"/>\n");
        var y = place.Y + SvgLayout.Padding + 10;
        Text(text, place.MiddleX, y, box.Name + (box.IsDown ? " (down)" : ""), "middle", box.IsDown ? "#dc2626" : "#111827", isBold: true);
        foreach (var line in box.Lines) Text(text, place.MiddleX, y += SvgLayout.LineHeight, line, "middle", box.IsDown || line.EndsWith(Drawing.Down, StringComparison.Ordinal) ? "#dc2626" : "#374151", isBold: false);
    }

    private static void Line(StringBuilder text, DrawnCable cable, SvgLayout layout)
    {
        var (a, b) = layout.EndsOf(cable);
        var stroke = cable.IsDown ? "#dc2626\" stroke-dasharray=\"6 4" : "#6b7280";
        if (layout.IsSideways(cable))
            text.Append(CultureInfo.InvariantCulture, $"<path d=\"M {a.X:0.#} {a.Y:0.#} C {a.X:0.#} {a.Y + SideDepth:0.#} {b.X:0.#} {b.Y + SideDepth:0.#} {b.X:0.#} {b.Y:0.#}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"1.5\"/>\n");
        else
            text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{a.X:0.#}\" y1=\"{a.Y:0.#}\" x2=\"{b.X:0.#}\" y2=\"{b.Y:0.#}\" stroke=\"{stroke}\" stroke-width=\"1.5\"/>\n");
    }

    private static void Labels(StringBuilder text, DrawnCable cable, SvgLayout layout)
    {
        var (a, b) = layout.EndsOf(cable);
        var isSideways = layout.IsSideways(cable);
        Label(cable.FromLabel, a, b);
        Label(cable.ToLabel, b, a);

        void Label(string label, (double X, double Y) near, (double X, double Y) far)
        {
            if (label.Length == 0) return;
            // On its cable, a little off the box; white behind it, so that it can be read.
            var share = isSideways ? 0 : LabelDistance / Math.Max(LabelDistance, Math.Abs(far.Y - near.Y));
            var (x, y) = (near.X + ((far.X - near.X) * share), isSideways ? near.Y + LabelDistance : near.Y + ((far.Y - near.Y) * share));
            var width = (label.Length * SvgLayout.SmallCharWidth) + 4;
            text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x - (width / 2.0):0.#}\" y=\"{y - 7:0.#}\" width=\"{width:0.#}\" height=\"14\" fill=\"#ffffff\"/>\n");
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y + 3.5:0.#}\" font-size=\"10\" text-anchor=\"middle\" fill=\"{(cable.IsDown ? "#dc2626" : "#6b7280")}\">{Escape(label)}</text>\n");
        }
    }

    private static void Text(StringBuilder text, double x, double y, string line, string anchor, string fill, bool isBold) =>
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\" fill=\"{fill}\"{(isBold ? " font-weight=\"bold\"" : "")}>{Escape(line)}</text>\n");

    private static string Escape(string text) => SecurityElement.Escape(text) ?? "";
}
