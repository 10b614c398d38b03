using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Yaml;

/// <summary>Keys and values in file order; no key twice.</summary>
internal sealed record MappingNode(IReadOnlyList<Entry> Entries, Position At) : Node(At)
{
    public override string Description => "a mapping";
}
