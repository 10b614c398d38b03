using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Yaml;

internal sealed record ListNode(IReadOnlyList<Node> Items, Position At) : Node(At)
{
    public override string Description => "a list";
}
