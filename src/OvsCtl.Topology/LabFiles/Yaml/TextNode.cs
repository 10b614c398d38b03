using OvsCtl.Topology.LabFiles.Values;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Yaml;

/// <summary>A YAML scalar. It has no type of its own: the key it belongs to says what it must be.</summary>
internal sealed record TextNode(string Text, bool IsPlain, Position At) : Node(At)
{
    /// <summary>Nothing was given. The text "null" in quotes is text.</summary>
    public bool IsNull => IsPlain && Text is ("" or "~" or "null");

    public override string Description => IsNull ? "nothing" : Word.ToString();

    public Word Word => new(Text, IsPlain ? At : At with { Column = At.Column + 1 });
}
