using OvsCtl.Topology.LabFiles.Values;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>Root and the hosts as they will look inside; reports interface names used twice in one of them.</summary>
internal sealed class LabNamespaces
{
    private readonly Dictionary<string, LabNamespace> _hosts;

    public LabNamespaces(LabSpec spec, LabContext lab)
    {
        var bridges = spec.Switches.ToLookup(s => s.In, s => new LabInterface(s.Name, s.Address, s.At));
        var ends = spec.Links.SelectMany(link => new[] { link.A, link.B }).ToLookup(end => end.Name);
        var names = InterfaceNames.OfAll(spec);

        var rootEnds = ends["root"].Select(end => new LabInterface(end.IfName ?? "", end.Address, end.At));
        Root = Checked("root", [.. bridges[null], .. rootEnds], [], lab);
        foreach (var adoption in spec.Hosts.SelectMany(h => h.Adopt))
            if (Root.Find(adoption.Name) is { } own) lab.Errors.Add(adoption.At, $"{adoption.Name} is a link that this lab makes in root (line {own.At.Line}); only an interface that the machine has already can be adopted");
        _hosts = spec.Hosts.ToDictionary(host => host.Name, host => Checked(
            host.Name,
            [.. bridges[host.Name], .. Named(host, ends[host.Name], names[host.Name]), .. Adopted(host)],
            host.Loopback,
            lab));
    }

    public LabNamespace Root { get; }

    /// <summary>Null when there is no such host; null and "root" are root.</summary>
    public LabNamespace? this[string? name] => name is null or "root" ? Root : _hosts.GetValueOrDefault(name);

    private static IEnumerable<LabInterface> Named(HostSpec host, IEnumerable<LinkEndSpec> ends, IReadOnlyList<string> names) =>
        host.Attachments.Select(a => (a.Address, a.At)).Concat(ends.Select(e => (e.Address, e.At)))
            .Zip(names, (place, name) => new LabInterface(name, place.Address, place.At));

    private static IEnumerable<LabInterface> Adopted(HostSpec host) => host.Adopt.Select(a => new LabInterface(a.Name, a.Address, a.At));

    private static LabNamespace Checked(string name, IReadOnlyList<LabInterface> interfaces, IReadOnlyList<InterfaceAddress> loopback, LabContext lab)
    {
        var claims = new Claims<string>("an interface", lab.Errors);
        foreach (var port in interfaces) claims.Claim(port.Name, name, new Word(port.Name, port.At));
        return new LabNamespace(name, interfaces, loopback, lab.Doubtful.Contains(name));
    }
}
