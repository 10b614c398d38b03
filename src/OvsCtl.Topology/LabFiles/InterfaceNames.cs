using System.Globalization;
using OvsCtl.Topology.Specs;

namespace OvsCtl.Topology.LabFiles;

/// <summary>
/// What the interfaces of a host are called: first its attachments, then its ends of links, both in file order. One with a name in the file
/// keeps it; each other one takes the lowest ethN that no interface of the host has.
/// </summary>
public static class InterfaceNames
{
    /// <summary>The names of one host's interfaces. For many hosts <see cref="OfAll"/> goes through the links only once.</summary>
    public static IReadOnlyList<string> Of(LabSpec spec, HostSpec host)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(host);
        var ends = Ends(spec).Where(end => end.Name == host.Name);
        var bridges = spec.Switches.Where(s => s.In == host.Name);
        return Assign(host, ends, bridges);
    }

    /// <summary>The names of every host's interfaces, by the host's name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> OfAll(LabSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var ends = Ends(spec).ToLookup(end => end.Name);
        var bridges = spec.Switches.ToLookup(s => s.In);
        return spec.Hosts.ToDictionary(host => host.Name, IReadOnlyList<string> (host) => Assign(host, ends[host.Name], bridges[host.Name]));
    }

    private static IEnumerable<LinkEndSpec> Ends(LabSpec spec) =>
        spec.Links.SelectMany(link => new[] { link.A, link.B }).Where(end => end.Kind == LinkEndKind.Host);

    private static List<string> Assign(HostSpec host, IEnumerable<LinkEndSpec> ends, IEnumerable<SwitchSpec> bridges)
    {
        var given = host.Attachments.Select(a => a.Name).Concat(ends.Select(e => e.IfName)).ToList();
        // A bridge that lives in the host is an interface of it too, and so is what it adopts.
        var taken = given.OfType<string>().Concat(bridges.Select(b => b.Name)).Concat(host.Adopt.Select(a => a.Name)).ToHashSet();
        var next = 0;
        return given.ConvertAll(name => name ?? LowestFree(taken, ref next));
    }

    private static string LowestFree(HashSet<string> taken, ref int next)
    {
        while (true)
        {
            var name = "eth" + next++.ToString(CultureInfo.InvariantCulture);
            if (!taken.Contains(name)) return name;
        }
    }
}
