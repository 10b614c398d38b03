namespace OvsCtl.Topology.LabFiles.Yaml;

internal sealed record Entry(TextNode Key, Node Value)
{
    public string Name => Key.Text;
}
