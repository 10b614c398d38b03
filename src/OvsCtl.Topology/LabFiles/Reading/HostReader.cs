using OvsCtl.Topology.LabFiles.Values;
using OvsCtl.Topology.LabFiles.Yaml;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>The section <c>hosts</c>, all but the routes: those are read when the names of all interfaces are known.</summary>
internal sealed class HostReader(LabContext lab)
{
    private static readonly KeySet Keys = new("a host", ["adopt", "loopback", "routes", "forward", "run", "isolate", "env", "sysctl"], ["like"]);

    private static readonly KeySet AttachmentKeys = new("an interface", ["address", "mac", "mtu", "name", "shape"], []);

    private static readonly Dictionary<string, bool> Booleans = new() { ["true"] = true, ["false"] = false };

    private readonly AdoptionReader _adoptions = new(lab);
    private readonly KeySet _keysAndSwitches = Keys with { Allowed = [.. Keys.Allowed, .. lab.Outline.Switches] };

    public IReadOnlyList<(HostSpec Host, Node? Routes)> ReadAll(Node? section) =>
        [.. lab.Mapping(section, "hosts", "NAME: {…}").Select(Read)];

    private (HostSpec Host, Node? Routes) Read(Entry entry)
    {
        var name = entry.Name;
        if (lab.Scalars.IsNamed(entry.Key.Word, NameRules.Host) && lab.Outline.Switches.Contains(name))
            lab.Errors.Add(entry.Key.At, $"{entry.Key.Word} is the name of a switch as well; a name stands for one thing");

        var host = new HostSpec { Name = name, At = entry.Key.At };
        if (entry.Value is TextNode { IsNull: true }) return (host, null);
        if (entry.Value is not MappingNode mapping)
        {
            lab.Doubt(name);
            lab.Errors.Add(entry.Value.At, $"the host {entry.Key.Word} must be a mapping (SWITCH: ADDRESS, …), found {entry.Value.Description}");
            return (host, null);
        }

        return Read(host, mapping);
    }

    private (HostSpec Host, Node? Routes) Read(HostSpec host, MappingNode mapping)
    {
        var isOwnKey = mapping.Entries.ToLookup(e => Keys.Allowed.Contains(e.Name));
        var attachments = isOwnKey[false].Select(e => ReadAttachment(e, host.Name)).OfType<AttachmentSpec>().ToList();
        var own = new MappingNode([.. isOwnKey[true]], mapping.At);
        if (Fields.Read(own, Keys, lab.Errors) is not { } fields) return (host, null);

        host = host with
        {
            Attachments = attachments,
            Adopt = [.. lab.Mapping(fields["adopt"], "adopt", "IFNAME: ADDRESS").Select(e => _adoptions.Read(e, host.Name))],
            Loopback = ReadLoopback(fields["loopback"], host.Name),
            Forward = lab.Scalars.OneOf(fields["forward"], "forward", Booleans) ?? false,
            Run = lab.Scalars.Text(fields["run"], "run")?.Text,
            Isolate = IsolationReader.Read(fields["isolate"], lab),
            Env = ReadTexts(fields["env"], "env", NameRules.EnvironmentVariable),
            Sysctl = ReadTexts(fields["sysctl"], "sysctl", NameRules.Sysctl),
        };
        return (host, fields["routes"]);
    }

    private AttachmentSpec? ReadAttachment(Entry entry, string host)
    {
        if (!lab.Outline.Switches.Contains(entry.Name))
        {
            lab.Doubt(host);
            if (lab.Outline.AreSwitchesKnown || Keys.Later.Contains(entry.Name)) Fields.ReportUnknown(entry, _keysAndSwitches, lab.Errors, "key or switch");
            return null;
        }

        var attachment = new AttachmentSpec { Switch = entry.Name, At = entry.Key.At };
        if (entry.Value is TextNode text) return text.IsNull ? attachment : attachment with { Address = lab.Address(text, entry.Name, host) };
        if (Fields.Read(entry.Value, AttachmentKeys, lab.Errors) is not { } fields)
        {
            lab.Doubt(host);
            return attachment;
        }

        var mtu = lab.Mtu(fields["mtu"]);
        return attachment with
        {
            Address = lab.Address(fields["address"], "address", host),
            Mac = lab.Mac(fields["mac"], host),
            Mtu = mtu,
            Shape = ShapeReader.Read(fields["shape"], lab.Errors, mtu),
            Name = lab.Scalars.Named(fields["name"], "name", NameRules.Interface)?.Text,
        };
    }

    private IReadOnlyList<InterfaceAddress> ReadLoopback(Node? node, string host)
    {
        if (node is null) return [];
        var nodes = node is ListNode list ? list.Items : [node];
        return [.. nodes.Select(n => lab.Address(n, "loopback", host)).OfType<InterfaceAddress>()];
    }

    private Dictionary<string, string> ReadTexts(Node? node, string key, Func<string, string?> rule)
    {
        var texts = new Dictionary<string, string>();
        foreach (var entry in lab.Mapping(node, key, "NAME: VALUE"))
        {
            if (lab.Scalars.IsNamed(entry.Key.Word, rule) && lab.Scalars.AnyText(entry.Value, entry.Name) is { } value) texts.Add(entry.Name, value.Text);
        }

        return texts;
    }
}
