using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Yaml;

/// <summary>A piece of the document and where it begins.</summary>
internal abstract record Node(Position At)
{
    /// <summary>For messages: <c>found …</c>.</summary>
    public abstract string Description { get; }
}
