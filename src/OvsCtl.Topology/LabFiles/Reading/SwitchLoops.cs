using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>Finds links that close a ring of switches: nothing breaks the ring, so its first broadcast would go round for ever.</summary>
internal sealed class SwitchLoops(LabContext lab)
{
    /// <summary>From a switch to another one of the same tree; the root of a tree has none.</summary>
    private readonly Dictionary<string, string> _parents = [];

    public void Check(IEnumerable<LinkSpec> links)
    {
        foreach (var link in links.Where(l => l.A.Kind == LinkEndKind.Switch && l.B.Kind == LinkEndKind.Switch))
        {
            var (a, b) = (TreeOf(link.A.Name), TreeOf(link.B.Name));
            if (a == b) lab.Errors.Add(link.At, $"this link closes a loop: {link.A.Name} and {link.B.Name} are already joined by other links");
            else _parents[a] = b;
        }
    }

    private string TreeOf(string name)
    {
        while (_parents.TryGetValue(name, out var parent))
        {
            // Halving the path keeps long chains of switches cheap.
            if (_parents.TryGetValue(parent, out var next)) _parents[name] = next;
            name = parent;
        }

        return name;
    }
}
