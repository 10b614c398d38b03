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
        if (isInKnown && outside is { } name && namespaces[host] is { IsDoubtful: false } place && !place.InterfaceNames.Contains(name.Text))
            lab.Errors.AddUnknown($"interface of {place.Name}", name, place.InterfaceNames);
        var from = lab.Scalars.Text(fields["from"], "from") is { } word ? lab.Addresses.Network(word) : null;
        return from is { } network && outside is { } found ? new NatSpec(network, found.Text, host, node.At) : null;
    }
}
