using System.Globalization;
using System.Security;
using System.Text;

namespace OvsCtl.Topology.Drawings;

/// <summary>A drawing as SVG, laid out here: no other program is needed to look at it or to print it.</summary>
public static class SvgText
{
    private const double Margin = 24;
    private const double TitleHeight = 30;
    private const double LineHeight = 16;
    private const double Padding = 10;
    private const double GapX = 28;
    private const double GapY = 84;

    // Of a proportional font of 12 pixels; a little more than most characters need, so that nothing sticks out.
    private const double CharWidth = 7.1;

    // Longer rows are folded: a hundred hosts on one switch should still fit on a wall.
    private const int MaxInRow = 12;

    public static string Write(Drawing drawing)
    {
        var places = Place(drawing, out var width, out var height);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width:0}" height="{height:0}" viewBox="0 0 {width:0} {height:0}" font-family="Helvetica, Arial, sans-serif" font-size="12">
            <title>{Escape(drawing.Title)}</title>
            <rect width="100%" height="100%" fill="#ffffff"/>
            <text x="{Margin}" y="{Margin + 8}" font-size="16" font-weight="bold" fill="#111827">{Escape(drawing.Title)}</text>

            """);
        foreach (var cable in drawing.Cables) Line(text, cable, places[cable.From], places[cable.To]);
        foreach (var box in drawing.Boxes) Box(text, box, places[box.Name]);
        foreach (var cable in drawing.Cables) Labels(text, cable, places[cable.From], places[cable.To]);
        return text.Append("</svg>\n").ToString();
    }

    private static Dictionary<string, Rectangle> Place(Drawing drawing, out double width, out double height)
    {
        var rows = new Layers(drawing).Rows.SelectMany(row => row.Chunk(MaxInRow)).Select(row => row.Select(box => (box.Name, Size: Size(box))).ToList()).ToList();
        var widths = rows.ConvertAll(row => row.Sum(b => b.Size.Width) + (GapX * (row.Count - 1)));
        var widest = widths.DefaultIfEmpty(0).Max();
        width = Math.Max(widest, (drawing.Title.Length * 9.5) + 20) + (2 * Margin);
        var places = new Dictionary<string, Rectangle>();
        var y = Margin + TitleHeight;
        for (var i = 0; i < rows.Count; i++)
        {
            var x = (width - widths[i]) / 2;
            var tallest = rows[i].Max(b => b.Size.Height);
            foreach (var (name, size) in rows[i])
            {
                places[name] = new Rectangle(x, y, size.Width, size.Height);
                x += size.Width + GapX;
            }

            y += tallest + GapY;
        }

        height = rows.Count == 0 ? y : y - GapY + Margin;
        return places;
    }

    private static (double Width, double Height) Size(DrawnBox box) => (
        Math.Max(72, (box.Lines.Append(box.Name + "  ").Max(l => l.Length) * CharWidth) + (2 * Padding)),
        (LineHeight * (box.Lines.Count + 1)) + (2 * Padding) - 4);

    private static void Box(StringBuilder text, DrawnBox box, Rectangle place)
    {
        var (fill, stroke, radius) = box.Kind switch
        {
            BoxKind.Switch => ("#dbeafe", "#1d4ed8", 2),
            BoxKind.Machine => ("#f3f4f6", "#374151", 2),
            _ => ("#ecfdf5", "#047857", 10),
        };
        if (box.IsDown) (fill, stroke) = ("#fef2f2", "#dc2626");
        text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{place.X:0.#}\" y=\"{place.Y:0.#}\" width=\"{place.Width:0.#}\" height=\"{place.Height:0.#}\" rx=\"{radius}\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"1.5\"/>\n");
        var y = place.Y + Padding + 10;
        Text(text, place.MiddleX, y, box.Name + (box.IsDown ? " (down)" : ""), "middle", box.IsDown ? "#dc2626" : "#111827", isBold: true);
        foreach (var line in box.Lines) Text(text, place.MiddleX, y += LineHeight, line, "middle", box.IsDown ? "#dc2626" : "#374151", isBold: false);
    }

    private static void Line(StringBuilder text, DrawnCable cable, Rectangle from, Rectangle to)
    {
        var (a, b) = Ends(from, to);
        var stroke = cable.IsDown ? "#dc2626\" stroke-dasharray=\"6 4" : "#6b7280";
        if (IsSide(from, to))
        {
            // Beside each other: below the boxes that may stand between.
            var bottom = Math.Max(from.Bottom, to.Bottom) + 28;
            text.Append(CultureInfo.InvariantCulture, $"<path d=\"M {from.MiddleX:0.#} {from.Bottom:0.#} C {from.MiddleX:0.#} {bottom:0.#} {to.MiddleX:0.#} {bottom:0.#} {to.MiddleX:0.#} {to.Bottom:0.#}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"1.5\"/>\n");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{a.X:0.#}\" y1=\"{a.Y:0.#}\" x2=\"{b.X:0.#}\" y2=\"{b.Y:0.#}\" stroke=\"{stroke}\" stroke-width=\"1.5\"/>\n");
    }

    private static void Labels(StringBuilder text, DrawnCable cable, Rectangle from, Rectangle to)
    {
        var (a, b) = IsSide(from, to) ? ((from.MiddleX, from.Bottom + 26), (to.MiddleX, to.Bottom + 26)) : Ends(from, to);
        Label(cable.FromLabel, a, b);
        Label(cable.ToLabel, b, a);

        void Label(string label, (double X, double Y) near, (double X, double Y) far)
        {
            if (label.Length == 0) return;
            // On its cable a little off the box, wherever the cable goes; white behind it, so that it can be read.
            var length = Math.Max(1, Math.Sqrt(Math.Pow(far.X - near.X, 2) + Math.Pow(far.Y - near.Y, 2)));
            var share = Math.Min(0.45, (18 + (Math.Abs(far.X - near.X) / length * label.Length * 3)) / length);
            var (x, y) = (near.X + ((far.X - near.X) * share), near.Y + ((far.Y - near.Y) * share));
            var width = (label.Length * 6) + 4;
            text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x - (width / 2.0):0.#}\" y=\"{y - 7:0.#}\" width=\"{width}\" height=\"14\" fill=\"#ffffff\"/>\n");
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y + 3.5:0.#}\" font-size=\"10\" text-anchor=\"middle\" fill=\"{(cable.IsDown ? "#dc2626" : "#6b7280")}\">{Escape(label)}</text>\n");
        }
    }

    private static bool IsSide(Rectangle from, Rectangle to) => Math.Abs(from.Y - to.Y) < 1;

    /// <summary>Where a cable leaves one box and enters the other: spread along the wider one, so that cables to many boxes do not meet in one point.</summary>
    private static ((double X, double Y) From, (double X, double Y) To) Ends(Rectangle from, Rectangle to)
    {
        var isDownwards = from.Y < to.Y;
        return ((Towards(from, to), isDownwards ? from.Bottom : from.Y), (Towards(to, from), isDownwards ? to.Y : to.Bottom));
    }

    private static double Towards(Rectangle box, Rectangle other) => Math.Clamp(other.MiddleX, box.X + Math.Min(box.Width / 2, 16), box.X + Math.Max(box.Width / 2, box.Width - 16));

    private static void Text(StringBuilder text, double x, double y, string line, string anchor, string fill, bool isBold) =>
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\" fill=\"{fill}\"{(isBold ? " font-weight=\"bold\"" : "")}>{Escape(line)}</text>\n");

    private static string Escape(string text) => SecurityElement.Escape(text) ?? "";

    private readonly record struct Rectangle(double X, double Y, double Width, double Height)
    {
        public double MiddleX => X + (Width / 2);

        public double Bottom => Y + Height;
    }
}
