using OvsCtl.Topology.LabFiles.Yaml;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>The key <c>isolate</c> of a host: one word or a list of them.</summary>
internal static class IsolationReader
{
    public static Isolation Read(Node? node, LabContext lab)
    {
        if (node is null) return Isolation.None;
        IReadOnlyList<Node> words = node is ListNode list ? list.Items : [node];
        var isolation = words.Select(word => lab.Scalars.OneOf(word, "isolate", IsolationWords.All) ?? Isolation.None).Aggregate(Isolation.None, (all, one) => all | one);
        if (isolation.HasFlag(Isolation.Pid) && !isolation.HasFlag(Isolation.Mount))
            lab.Errors.Add(node.At, "'isolate' with pid needs mount too: the processes of a PID namespace are seen in a /proc of its own");
        return isolation;
    }
}
