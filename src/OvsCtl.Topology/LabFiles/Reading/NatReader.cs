using OvsCtl.Topology.LabFiles.Values;
using OvsCtl.Topology.LabFiles.Yaml;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>The section <c>nat</c>.</summary>
internal sealed class NatReader(LabContext lab, LabNamespaces namespaces)
{
    private static readonly KeySet Keys = new("a nat entry", ["from", "out", "in"], []);

    public IReadOnlyList<NatSpec> ReadAll(Node? section) =>
        [.. lab.List(section, "nat", "- {from: NET, out: IFNAME}").Select(Read).OfType<NatSpec>()];

    private NatSpec? Read(Node node)
    {
        if (Fields.Read(node, Keys, lab.Errors) is not { } fields) return null;
        lab.Missing(fields, node, Keys.What, "from", "out");
        var isInKnown = lab.TryReadIn(fields["in"], out var host);
        var outside = lab.Scalars.Text(fields["out"], "out");
        if (isInKnown && outside is { } name && namespaces[host] is { } place) CheckOutside(name, place);
        var from = lab.Scalars.Text(fields["from"], "from") is { } word ? lab.Addresses.Network(word) : null;
        return from is { } network && outside is { } found ? new NatSpec(network, found.Text, host, node.At) : null;
    }

    private void CheckOutside(Word name, LabNamespace place)
    {
        if (place.Find(name.Text) is not { } found)
        {
            if (!place.IsDoubtful) lab.Errors.AddUnknown($"interface of {place.Name}", name, place.InterfaceNames);
        }
        else if (found.Address is null && lab.Outline.Switches.Contains(name.Text) && !lab.Doubtful.Contains(name.Text))
        {
            lab.Errors.Add(name.At, $"the switch {name} has no address that what leaves could take");
        }
    }
}
