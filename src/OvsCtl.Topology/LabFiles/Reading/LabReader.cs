using OvsCtl.Topology.LabFiles.Values;
using OvsCtl.Topology.LabFiles.Yaml;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>Nodes → <see cref="LabSpec"/>. The sections are read in the order in which they depend on each other, whatever their order in the file.</summary>
internal sealed class LabReader(ErrorList errors)
{
    private static readonly KeySet Keys = new(
        "a lab file",
        ["lab", "switches", "hosts", "links", "nat", "forwards", "checks"],
        ["vlans", "policy", "templates", "overlay", "machines"]);

    public LabSpec? Read(Node root)
    {
        if (Fields.Read(root, Keys, errors) is not { } fields) return null;
        var lab = new LabContext(errors, new Outline(fields));
        var name = lab.Scalars.Named(fields["lab"], "lab", NameRules.Lab);
        if (fields["lab"] is null) errors.Add(root.At, "the key 'lab' is missing: a lab file begins with its name, e.g. lab: red-blue");

        var switches = new SwitchReader(lab).ReadAll(fields["switches"]);
        var hosts = new HostReader(lab).ReadAll(fields["hosts"]);
        var links = new LinkReader(lab).ReadAll(fields["links"]);
        new SwitchLoops(lab).Check(links);
        var spec = new LabSpec
        {
            Name = name?.Text ?? "",
            Switches = switches,
            Hosts = [.. hosts.Select(h => h.Host), .. HostsOfLinks(links, lab.Outline)],
            Links = links,
        };

        var namespaces = new LabNamespaces(spec, lab);
        return spec with
        {
            Hosts = WithRoutes(spec.Hosts, hosts, lab, namespaces),
            Nat = new NatReader(lab, namespaces).ReadAll(fields["nat"]),
            Forwards = new ForwardReader(lab, namespaces).ReadAll(fields["forwards"]),
            Checks = new CheckReader(lab, spec, namespaces).ReadAll(fields["checks"]),
        };
    }

    private static IEnumerable<HostSpec> HostsOfLinks(IEnumerable<LinkSpec> links, Outline outline) =>
        links.SelectMany(link => new[] { link.A, link.B })
            .Where(end => end.Kind == LinkEndKind.Host && !outline.Hosts.Contains(end.Name))
            .DistinctBy(end => end.Name)
            .Select(end => new HostSpec { Name = end.Name, At = end.At });

    private static List<HostSpec> WithRoutes(
        IReadOnlyList<HostSpec> hosts, IEnumerable<(HostSpec Host, Node? Routes)> read, LabContext lab, LabNamespaces namespaces)
    {
        var nodes = read.ToDictionary(h => h.Host.Name, h => h.Routes);
        return [.. hosts.Select(host =>
            nodes.GetValueOrDefault(host.Name) is { } routes && namespaces[host.Name] is { } place
                ? host with { Routes = new RouteReader(lab, place).ReadAll(routes) }
                : host)];
    }
}
