using OvsCtl.Topology.LabFiles.Values;
using OvsCtl.Topology.LabFiles.Yaml;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>The section <c>links</c>.</summary>
internal sealed class LinkReader(LabContext lab)
{
    private const string Form = "END: ADDRESS, END: ADDRESS";

    private static readonly KeySet EndKeys = new("an end of a link", ["address", "shape"], []);

    private readonly List<string> _declared = [.. lab.Outline.Hosts, .. lab.Outline.Switches];

    public IReadOnlyList<LinkSpec> ReadAll(Node? section) =>
        [.. lab.List(section, "links", $"- {{{Form}}}").Select(Read).OfType<LinkSpec>()];

    private LinkSpec? Read(Node node)
    {
        if (node is not MappingNode mapping)
        {
            lab.Errors.Add(node.At, $"a link must be a mapping ({Form}), found {node.Description}");
            return null;
        }

        var ends = mapping.Entries.Where(e => e.Name != "shape").ToList();
        if (ends.Count != 2)
        {
            lab.Errors.Add(node.At, $"a link has two ends ({Form}), found {ends.Count}");
            ends.ForEach(end => lab.Doubt(LinkEndKey.NameOf(end.Key.Word).Text));
            return null;
        }

        var (a, b) = (ReadEnd(ends[0]), ReadEnd(ends[1]));
        var shape = mapping.Entries.FirstOrDefault(e => e.Name == "shape");
        if (a is null || b is null) return null;
        return shape is null ? new LinkSpec(a, b, node.At) : Shaped(new LinkSpec(a, b, node.At), shape);
    }

    /// <summary>The shape of a link is that of both its ends, as far as they are interfaces of the lab's own.</summary>
    private LinkSpec Shaped(LinkSpec link, Entry entry)
    {
        if (link.A.Kind == LinkEndKind.Switch && link.B.Kind == LinkEndKind.Switch) lab.Errors.Add(entry.Key.At, "a link between two switches cannot be shaped; shape the hosts' interfaces");
        if (link.A.Shape is not null || link.B.Shape is not null) lab.Errors.Add(entry.Key.At, "'shape' stands at the link or at its ends, not at both");
        if (ShapeReader.Read(entry.Value, lab.Errors) is not { } shape) return link;
        return link with { A = Shaped(link.A, shape), B = Shaped(link.B, shape) };
    }

    private static LinkEndSpec Shaped(LinkEndSpec end, Shape shape) => end.Kind == LinkEndKind.Switch ? end : end with { Shape = shape };

    private LinkEndSpec? ReadEnd(Entry entry)
    {
        var name = LinkEndKey.NameOf(entry.Key.Word);
        var ifName = LinkEndKey.IfNameOf(entry.Key.Word);
        var errorsBefore = lab.Errors.Count;
        var end = name.Text == "root" ? ReadRootEnd(entry, ifName)
            : lab.Outline.Switches.Contains(name.Text) ? ReadSwitchEnd(entry, ifName)
            : ReadHostEnd(entry, name, ifName);
        if (lab.Errors.Count == errorsBefore) return end;
        lab.Doubt(name.Text);
        return null;
    }

    private LinkEndSpec ReadRootEnd(Entry entry, Word? ifName)
    {
        if (ifName is { } given) lab.Scalars.IsNamed(given, NameRules.Interface);
        else lab.Errors.Add(entry.Key.At, "an end in root needs the interface's name, e.g. root:veth0");
        return Filled(new LinkEndSpec(LinkEndKind.Root, "root", ifName?.Text, null, entry.Key.At), entry);
    }

    private LinkEndSpec ReadSwitchEnd(Entry entry, Word? ifName)
    {
        if (ifName is { } given) lab.Errors.Add(given.At, "a switch's end of a link takes no interface name");
        if (entry.Value is not TextNode { IsNull: true })
            lab.Errors.Add(entry.Value.At, "a switch's end of a link takes no address; give 'address' to the switch itself");
        return new LinkEndSpec(LinkEndKind.Switch, LinkEndKey.NameOf(entry.Key.Word).Text, null, null, entry.Key.At);
    }

    private LinkEndSpec ReadHostEnd(Entry entry, Word name, Word? ifName)
    {
        if (!lab.Outline.Hosts.Contains(name.Text) && lab.Scalars.IsNamed(name, NameRules.Host)) SuspectSlip(entry, name, ifName);
        if (ifName is { } given) lab.Scalars.IsNamed(given, NameRules.Interface);
        return Filled(new LinkEndSpec(LinkEndKind.Host, name.Text, ifName?.Text, null, entry.Key.At), entry);
    }

    // A host may be named by links alone, but one with neither address nor interface name that reads nearly like something declared is a slip.
    private void SuspectSlip(Entry entry, Word name, Word? ifName)
    {
        if (ifName is not null || entry.Value is not TextNode { IsNull: true } || lab.Errors.Count >= ErrorList.Limit) return;
        if (NearestName.Of(name.Text, _declared) is not null) lab.Errors.AddUnknown("host or switch", name, _declared);
    }

    private LinkEndSpec Filled(LinkEndSpec end, Entry entry)
    {
        if (entry.Value is TextNode { IsNull: true }) return end;
        if (entry.Value is not MappingNode) return end with { Address = lab.Address(entry.Value, entry.Name, end.Name) };
        return Fields.Read(entry.Value, EndKeys, lab.Errors) is { } fields
            ? end with { Address = lab.Address(fields["address"], "address", end.Name), Shape = ShapeReader.Read(fields["shape"], lab.Errors) }
            : end;
    }
}
