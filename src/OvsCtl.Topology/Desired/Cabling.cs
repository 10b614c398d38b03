using OvsCtl.Topology.LabFiles;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.Desired;

/// <summary>Collects the cables of a lab and the ports they make on its Open vSwitch bridges.</summary>
internal sealed class Cabling
{
    private readonly LabSpec _lab;
    private readonly IReadOnlyDictionary<string, SwitchSpec> _switches;
    private readonly InterfaceNamer _namer;
    private readonly List<DesiredCable> _cables = [];
    private readonly Dictionary<string, List<DesiredPort>> _ports = [];
    private readonly Dictionary<string, Queue<string>> _names;

    public Cabling(LabSpec lab, IReadOnlyDictionary<string, SwitchSpec> switches)
    {
        (_lab, _switches) = (lab, switches);
        var rootEnds = lab.Links.SelectMany(l => new[] { l.A, l.B }).Where(e => e.Kind == LinkEndKind.Root).Select(e => e.IfName ?? "");
        _names = InterfaceNames.OfAll(lab).ToDictionary(h => h.Key, h => new Queue<string>(h.Value));
        _namer = new InterfaceNamer(lab.Name, switches.Keys.Concat(rootEnds));
    }

    public IReadOnlyList<DesiredCable> Cables => _cables;

    public IReadOnlyList<DesiredPort> PortsOf(string bridge) => _ports.GetValueOrDefault(bridge) ?? [];

    /// <summary>To be called for all attachments of a host in file order, and before <see cref="Connect"/>: names are given in this order.</summary>
    public void Attach(HostSpec host, AttachmentSpec attachment)
    {
        var ifName = _names[host.Name].Dequeue();
        var near = new DesiredInterface
        {
            Place = new(host.Name),
            Name = ifName,
            Purpose = $"{host.Name}:{ifName} to {attachment.Switch}",
            Mac = attachment.Mac ?? MacAddresses.Derive(_lab.Name, host.Name, ifName),
            Mtu = attachment.Mtu ?? _switches[attachment.Switch].Mtu,
            Addresses = attachment.Address is { } address ? [address] : [],
            // ovs-vswitchd takes any discipline off its own ports: only the host's end is shaped.
            Shape = attachment.Shape?.Completed(),
        };
        Plug(near, $"{host.Name}:{ifName}", host.Name, ifName, _switches[attachment.Switch]);
    }

    public void Connect(LinkSpec link)
    {
        if (link.A.Kind == LinkEndKind.Switch && link.B.Kind == LinkEndKind.Switch)
            Join(_switches[link.A.Name], _switches[link.B.Name]);
        else if (link.A.Kind == LinkEndKind.Switch)
            PlugEnd(link.B, _switches[link.A.Name]);
        else if (link.B.Kind == LinkEndKind.Switch)
            PlugEnd(link.A, _switches[link.B.Name]);
        else
            Cable(link);
    }

    private void Cable(LinkSpec link)
    {
        var (a, b) = (End(link.A), End(link.B));
        _cables.Add(new DesiredCable(
            a with { Purpose = $"{Label(a)} to {Label(b)}" },
            b with { Purpose = $"{Label(b)} to {Label(a)}" }));
    }

    private void PlugEnd(LinkEndSpec end, SwitchSpec into)
    {
        var near = End(end);
        Plug(near with { Purpose = $"{Label(near)} to {into.Name}" }, Label(near), end.Name, near.Name, into);
    }

    private void Plug(DesiredInterface near, string label, string owner, string ifName, SwitchSpec into)
    {
        var isOvs = into.Kind == SwitchKind.Ovs;
        var far = new DesiredInterface
        {
            Place = new(into.In),
            Name = _namer.NameFor(owner, ifName),
            Purpose = $"{into.Name} to {label}",
            Mac = MacAddresses.Derive(_lab.Name, into.Name, label),
            Mtu = near.Mtu,
            Master = isOvs ? null : into.Name,
        };
        _cables.Add(new DesiredCable(near with { NeedsChecksums = isOvs }, far));
        if (isOvs) AddPort(into.Name, new DesiredPort { Name = far.Name, Peer = label, HostMac = near.Mac, Host = near.Place.ToString() });
    }

    private void Join(SwitchSpec a, SwitchSpec b)
    {
        var (nameA, nameB) = (_namer.NameFor(a.Name, b.Name), _namer.NameFor(b.Name, a.Name));
        if (a.Kind == SwitchKind.Ovs && b.Kind == SwitchKind.Ovs)
        {
            AddPort(a.Name, new DesiredPort { Name = nameA, Peer = $"switch {b.Name}", PatchPeer = nameB, PatchBridge = b.Name });
            AddPort(b.Name, new DesiredPort { Name = nameB, Peer = $"switch {a.Name}", PatchPeer = nameA, PatchBridge = a.Name });
            return;
        }

        _cables.Add(new DesiredCable(SwitchEnd(a, nameA, b), SwitchEnd(b, nameB, a)));
        // Behind such a cable is a bridge of the kernel with hosts of its own: nothing is known of the MACs there.
        if (a.Kind == SwitchKind.Ovs) AddPort(a.Name, new DesiredPort { Name = nameA, Peer = $"switch {b.Name}" });
        if (b.Kind == SwitchKind.Ovs) AddPort(b.Name, new DesiredPort { Name = nameB, Peer = $"switch {a.Name}" });
    }

    private DesiredInterface SwitchEnd(SwitchSpec near, string name, SwitchSpec far) => new()
    {
        Place = new(near.In),
        Name = name,
        Purpose = $"{near.Name} to {far.Name}",
        Mac = MacAddresses.Derive(_lab.Name, near.Name, name),
        Mtu = near.Mtu,
        Master = near.Kind == SwitchKind.Linux ? near.Name : null,
        // The end inside the kernel's bridge plays the host's part on a cable to a userspace switch.
        NeedsChecksums = near.Kind == SwitchKind.Linux && far.Kind == SwitchKind.Ovs,
    };

    private DesiredInterface End(LinkEndSpec end)
    {
        var ifName = end.Kind == LinkEndKind.Root ? end.IfName ?? throw new ArgumentException("a root end has a name", nameof(end)) : _names[end.Name].Dequeue();
        var place = end.Kind == LinkEndKind.Root ? Place.Root : new Place(end.Name);
        return new DesiredInterface
        {
            Place = place,
            Name = ifName,
            Purpose = "",
            Mac = MacAddresses.Derive(_lab.Name, end.Name, ifName),
            Addresses = end.Address is { } address ? [address] : [],
            Shape = end.Shape?.Completed(),
        };
    }

    private void AddPort(string bridge, DesiredPort port)
    {
        if (!_ports.TryGetValue(bridge, out var list)) _ports[bridge] = list = [];
        list.Add(port);
    }

    private static string Label(DesiredInterface i) => $"{i.Place}:{i.Name}";
}
