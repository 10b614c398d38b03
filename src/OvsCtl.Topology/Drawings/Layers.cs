namespace OvsCtl.Topology.Drawings;

/// <summary>
/// Boxes in rows, so that cables go from one row to the next: the machine above, then what hangs on it, and so on. Within a row boxes
/// stand below those they are cabled to.
/// </summary>
internal sealed class Layers
{
    private readonly Dictionary<string, int> _row = [];
    private readonly ILookup<string, string> _neighbours;

    public Layers(Drawing drawing)
    {
        _neighbours = drawing.Cables.SelectMany(c => new[] { (c.From, c.To), (From: c.To, To: c.From) }).ToLookup(c => c.From, c => c.To);
        // The machine, else a switch, is where people look first; what nothing connects to that has a beginning of its own.
        foreach (var box in drawing.Boxes.OrderByDescending(b => b.Kind == BoxKind.Machine).ThenByDescending(b => b.Kind == BoxKind.Switch))
            if (!_row.ContainsKey(box.Name)) Walk(box.Name);
        Rows = [.. drawing.Boxes.GroupBy(b => _row[b.Name]).OrderBy(g => g.Key).Select(g => g.ToList())];
        Arrange();
    }

    public IReadOnlyList<List<DrawnBox>> Rows { get; }

    private void Walk(string from)
    {
        var queue = new Queue<string>([from]);
        _row[from] = 0;
        while (queue.TryDequeue(out var box))
            foreach (var next in _neighbours[box])
                if (_row.TryAdd(next, _row[box] + 1)) queue.Enqueue(next);
    }

    /// <summary>Puts each box below the middle of its neighbours in the row above; stable, so that those of one switch keep their order.</summary>
    private void Arrange()
    {
        for (var row = 1; row < Rows.Count; row++)
        {
            var above = Rows[row - 1].Select((box, place) => (box.Name, place)).ToDictionary(p => p.Name, p => p.place);
            var order = Rows[row].ToDictionary(b => b, b => _neighbours[b.Name].Where(above.ContainsKey).Select(n => (double)above[n]).DefaultIfEmpty(double.MaxValue).Average());
            var sorted = Rows[row].OrderBy(b => order[b]).ToList();
            Rows[row].Clear();
            Rows[row].AddRange(sorted);
        }
    }
}
