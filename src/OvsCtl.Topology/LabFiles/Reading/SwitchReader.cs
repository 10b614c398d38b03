using OvsCtl.Topology.LabFiles.Values;
using OvsCtl.Topology.LabFiles.Yaml;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>The section <c>switches</c>.</summary>
internal sealed class SwitchReader(LabContext lab)
{
    private static readonly KeySet Keys = new("a switch", ["kind", "address", "controller", "mac", "mtu", "dpid", "in"], []);

    private static readonly Dictionary<string, SwitchKind> Kinds = new() { ["ovs"] = SwitchKind.Ovs, ["linux"] = SwitchKind.Linux };

    private static readonly Dictionary<string, SwitchController> Controllers =
        new() { ["ovsctl"] = SwitchController.OvsCtl, ["none"] = SwitchController.None };

    private readonly Claims<DatapathIdText> _datapathIds = new("the dpid", lab.Errors);

    public IReadOnlyList<SwitchSpec> ReadAll(Node? section) =>
        [.. lab.Mapping(section, "switches", "NAME: {…}").Select(Read)];

    private SwitchSpec Read(Entry entry)
    {
        var name = entry.Name;
        lab.Scalars.IsNamed(entry.Key.Word, NameRules.Switch);
        var spec = new SwitchSpec { Name = name, At = entry.Key.At };
        if (entry.Value is TextNode { IsNull: true } || Fields.Read(entry.Value, Keys, lab.Errors) is not { } fields) return spec;

        var kind = lab.Scalars.OneOf(fields["kind"], "kind", Kinds) ?? SwitchKind.Ovs;
        RefuseKeysOfTheOtherKind(fields, kind);
        return spec with
        {
            Kind = kind,
            // Nothing of ours decides in a Linux bridge.
            Controller = kind == SwitchKind.Linux ? SwitchController.None : lab.Scalars.OneOf(fields["controller"], "controller", Controllers) ?? default,
            Address = lab.Address(fields["address"], "address", name),
            Mac = lab.Mac(fields["mac"], name),
            Mtu = lab.Mtu(fields["mtu"]),
            DatapathId = kind == SwitchKind.Ovs ? DatapathId(fields["dpid"], name) : null,
            In = kind == SwitchKind.Linux && lab.TryReadIn(fields["in"], out var host) ? host : null,
        };
    }

    private ulong? DatapathId(Node? node, string owner)
    {
        if (lab.Scalars.DatapathId(node) is not { } id) return null;
        _datapathIds.Claim(new DatapathIdText(id), owner, new Word("", node?.At ?? default));
        return id;
    }

    private void RefuseKeysOfTheOtherKind(Fields fields, SwitchKind kind)
    {
        var (wrong, why) = kind == SwitchKind.Ovs
            ? (new[] { "in" }, "only a switch of kind linux can live in a host: Open vSwitch's bridges are in root")
            : (["controller", "dpid"], "a switch of kind linux has no OpenFlow");
        foreach (var entry in fields.Entries.Where(e => wrong.Contains(e.Name))) lab.Errors.Add(entry.Key.At, $"'{entry.Name}' is not allowed: {why}");
    }

    /// <summary>A datapath id as Open vSwitch writes it.</summary>
    private readonly record struct DatapathIdText(ulong Value)
    {
        public override string ToString() => $"0x{Value:x16}";
    }
}
