using OvsCtl.Topology.LabFiles.Yaml;

namespace OvsCtl.Topology.LabFiles.Reading;

/// <summary>
/// The names in the file, taken before anything else is read: a part may refer to what stands below it, and one wrong value does not make
/// the thing it belongs to unknown.
/// </summary>
internal sealed class Outline
{
    private readonly HashSet<string> _linkedHosts;

    public Outline(Fields lab)
    {
        Switches = Keys(lab["switches"]);
        Hosts = Keys(lab["hosts"]);
        AreSwitchesKnown = lab["switches"] is null or MappingNode;
        AreHostsKnown = lab["hosts"] is null or MappingNode;
        _linkedHosts = [.. LinkEnds(lab["links"]).Where(name => name != "root" && !Switches.Contains(name) && !Hosts.Contains(name))];
        AllHosts = [.. Hosts, .. _linkedHosts];
        Namespaces = ["root", .. AllHosts];
    }

    public IReadOnlySet<string> Switches { get; }

    /// <summary>The hosts with an entry.</summary>
    public IReadOnlySet<string> Hosts { get; }

    /// <summary>False when the section could not be read as names at all: complaining of each use would bury the cause.</summary>
    public bool AreSwitchesKnown { get; }

    /// <inheritdoc cref="AreSwitchesKnown"/>
    public bool AreHostsKnown { get; }

    public bool IsHost(string name) => Hosts.Contains(name) || _linkedHosts.Contains(name);

    /// <summary>Hosts with an entry, then those that only links name.</summary>
    public IReadOnlyList<string> AllHosts { get; }

    /// <summary>For messages: what an <c>in</c> or the start of a check may name.</summary>
    public IReadOnlyCollection<string> Namespaces { get; }

    private static IEnumerable<string> LinkEnds(Node? section) =>
        section is ListNode links
            ? links.Items.OfType<MappingNode>().SelectMany(link => link.Entries).Select(end => LinkEndKey.NameOf(end.Key.Word).Text)
            : [];

    private static HashSet<string> Keys(Node? section) => section is MappingNode mapping ? [.. mapping.Entries.Select(e => e.Name)] : [];
}
