using System.Text;

namespace OvsCtl.Topology.Drawings;

/// <summary>A drawing for a terminal: from the machine or a switch along the cables. A cable that closes a circle is named where it is met.</summary>
public static class TreeText
{
    public static string Write(Drawing drawing)
    {
        var text = new StringBuilder().Append(drawing.Title).Append('\n');
        var boxes = drawing.Boxes.ToDictionary(b => b.Name);
        var seen = new HashSet<string>();
        var drawn = new HashSet<DrawnCable>(ReferenceEqualityComparer.Instance);
        foreach (var box in new Layers(drawing).Rows.SelectMany(r => r))
        {
            if (!seen.Add(box.Name)) continue;
            text.Append('\n').Append(Describe(box)).Append('\n');
            Branches(box, "");
        }

        return text.ToString();

        void Branches(DrawnBox box, string indent)
        {
            var cables = drawing.Cables.Where(c => !drawn.Contains(c) && (c.From == box.Name || c.To == box.Name)).ToList();
            // All of them are this box's, even those that are met again further down.
            drawn.UnionWith(cables);
            for (var i = 0; i < cables.Count; i++)
            {
                var cable = cables[i];
                var isLast = i == cables.Count - 1;
                var (near, far, other) = cable.From == box.Name ? (cable.FromLabel, cable.ToLabel, cable.To) : (cable.ToLabel, cable.FromLabel, cable.From);
                var isNew = seen.Add(other);
                text.Append(indent).Append(isLast ? "└── " : "├── ").Append(Join(near, cable.IsDown ? "--X--" : "-----", far)).Append(' ')
                    .Append(isNew ? Describe(boxes[other]) : $"{other} (above)").Append('\n');
                if (isNew) Branches(boxes[other], indent + (isLast ? "    " : "│   "));
            }
        }
    }

    private static string Join(string near, string line, string far) => string.Join(' ', new[] { near, line, far }.Where(p => p.Length > 0));

    private static string Describe(DrawnBox box) => $"{(box.Kind == BoxKind.Switch ? $"[{box.Name}]" : box.Name)}{(box.IsDown ? " DOWN" : "")}{(box.Lines.Count > 0 ? "  " + string.Join(" | ", box.Lines) : "")}";
}
