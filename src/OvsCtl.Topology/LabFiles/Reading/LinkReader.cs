using OvsCtl.Topology.LabFiles.Values;
using OvsCtl.Topology.LabFiles.Yaml;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>The section <c>links</c>.</summary>
internal sealed class LinkReader(LabContext lab)
{
    private const string Form = "END: ADDRESS, END: ADDRESS";

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

        foreach (var shape in mapping.Entries.Where(e => e.Name == "shape")) lab.Errors.Add(shape.Key.At, "'shape' is not supported in this version");
        var ends = mapping.Entries.Where(e => e.Name != "shape").ToList();
        if (ends.Count != 2)
        {
            lab.Errors.Add(node.At, $"a link has two ends ({Form}), found {ends.Count}");
            ends.ForEach(end => lab.Doubt(LinkEndKey.NameOf(end.Key.Word).Text));
            return null;
        }

        var (a, b) = (ReadEnd(ends[0]), ReadEnd(ends[1]));
        return a is null || b is null ? null : new LinkSpec(a, b, node.At);
    }

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
        return new LinkEndSpec(LinkEndKind.Root, "root", ifName?.Text, Address(entry, "root"), entry.Key.At);
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
        return new LinkEndSpec(LinkEndKind.Host, name.Text, ifName?.Text, Address(entry, name.Text), entry.Key.At);
    }

    // A host may be named by links alone, but one with neither address nor interface name that reads nearly like something declared is a slip.
    private void SuspectSlip(Entry entry, Word name, Word? ifName)
    {
        if (ifName is not null || entry.Value is not TextNode { IsNull: true } || lab.Errors.Count >= ErrorList.Limit) return;
        if (NearestName.Of(name.Text, _declared) is not null) lab.Errors.AddUnknown("host or switch", name, _declared);
    }

    private InterfaceAddress? Address(Entry entry, string owner) =>
        entry.Value is TextNode { IsNull: true } ? null : lab.Address(entry.Value, entry.Name, owner);
}
