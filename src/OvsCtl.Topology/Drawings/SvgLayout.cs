namespace OvsCtl.Topology.Drawings;

/// <summary>Where everything goes: rows of boxes of one height, so that cables run between the rows, each with a place of its own at both boxes.</summary>
internal sealed class SvgLayout
{
    public const double Margin = 24;
    public const double Padding = 10;
    public const double LineHeight = 16;

    // Of proportional fonts of 12 and 10 pixels; a little more than most characters need, so that nothing sticks out.
    public const double CharWidth = 7.1;
    public const double SmallCharWidth = 6;

    private const double TitleHeight = 30;
    private const double GapX = 28;
    private const double GapY = 84;
    private const double MinWidth = 72;

    // Longer rows are folded: a hundred hosts on one switch should still fit on a wall.
    private const int MaxInRow = 12;

    private readonly Dictionary<string, SvgBox> _places = [];
    private readonly Dictionary<string, int> _rowOf = [];
    private readonly Dictionary<(DrawnCable Cable, string Box), double> _plugs = [];

    public SvgLayout(Drawing drawing)
    {
        var rows = new Layers(drawing).Rows.SelectMany(row => row.Chunk(MaxInRow)).ToList();
        for (var i = 0; i < rows.Count; i++)
            foreach (var box in rows[i]) _rowOf[box.Name] = i;
        Place(drawing, rows);
        foreach (var box in drawing.Boxes) Plug(drawing, box.Name);
    }

    public double Width { get; private set; }

    public double Height { get; private set; }

    public SvgBox PlaceOf(string box) => _places[box];

    public bool IsSideways(DrawnCable cable) => _rowOf[cable.From] == _rowOf[cable.To];

    public ((double X, double Y) From, (double X, double Y) To) EndsOf(DrawnCable cable) => (EndOf(cable, cable.From, cable.To), EndOf(cable, cable.To, cable.From));

    private (double X, double Y) EndOf(DrawnCable cable, string box, string other) =>
        (_plugs[(cable, box)], _rowOf[box] <= _rowOf[other] ? _places[box].Bottom : _places[box].Y);

    private void Place(Drawing drawing, List<DrawnBox[]> rows)
    {
        var widths = drawing.Boxes.ToDictionary(b => b.Name, b => Math.Max(TextWidth(b), Math.Max(PlugWidth(drawing, b.Name, isBelow: true), PlugWidth(drawing, b.Name, isBelow: false))));
        var rowWidths = rows.ConvertAll(row => row.Sum(b => widths[b.Name]) + (GapX * (row.Length - 1)));
        Width = Math.Max(rowWidths.DefaultIfEmpty(0).Max(), (drawing.Title.Length * 9.5) + 20) + (2 * Margin);
        var y = Margin + TitleHeight;
        for (var i = 0; i < rows.Count; i++)
        {
            var x = (Width - rowWidths[i]) / 2;
            var height = (LineHeight * (rows[i].Max(b => b.Lines.Count) + 1)) + (2 * Padding) - 4;
            foreach (var box in rows[i])
            {
                _places[box.Name] = new SvgBox(x, y, widths[box.Name], height);
                x += widths[box.Name] + GapX;
            }

            y += height + GapY;
        }

        // Room for what runs below the last row, from one box of it to another.
        Height = rows.Count == 0 ? y : y - GapY + Margin + (drawing.Cables.Any(c => IsSideways(c) && _rowOf[c.From] == rows.Count - 1) ? 24 : 0);
    }

    private static double TextWidth(DrawnBox box) => Math.Max(MinWidth, (box.Lines.Append(box.Name + " (down)").Max(l => l.Length) * CharWidth) + (2 * Padding));

    /// <summary>So wide that the labels of its cables stand beside each other.</summary>
    private double PlugWidth(Drawing drawing, string box, bool isBelow) =>
        Cables(drawing, box, isBelow).Select(c => ((c.From == box ? c.FromLabel : c.ToLabel).Length * SmallCharWidth) + 12).Sum();

    private IEnumerable<DrawnCable> Cables(Drawing drawing, string box, bool isBelow) =>
        drawing.Cables.Where(c => (c.From == box || c.To == box) && isBelow == _rowOf[box] <= _rowOf[Other(c, box)]);

    /// <summary>Spreads the cables of a box along its side, in the order of where they go.</summary>
    private void Plug(Drawing drawing, string box)
    {
        foreach (var isBelow in new[] { true, false })
        {
            var cables = Cables(drawing, box, isBelow).OrderBy(c => _places[Other(c, box)].MiddleX).ToList();
            for (var i = 0; i < cables.Count; i++) _plugs[(cables[i], box)] = _places[box].X + (_places[box].Width * (i + 1) / (cables.Count + 1));
        }
    }

    private static string Other(DrawnCable cable, string box) => cable.From == box ? cable.To : cable.From;
}
