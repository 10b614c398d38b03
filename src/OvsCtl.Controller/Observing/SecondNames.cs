using OvsCtl.Netns;
using OvsCtl.Topology;

namespace OvsCtl.Controller.Observing;

/// <summary>
/// Names in /run/netns of namespaces that are known already: <c>ip netns attach</c> gives the root namespace a name, or a host another. What is inside
/// must be seen once only, or a lab's own links are found where the lab has none, and taken away.
/// </summary>
internal static class SecondNames
{
    public static IReadOnlySet<string> Find(NetworkNamespace root, IReadOnlyDictionary<string, NetworkNamespace> named, Func<Place, bool> isWanted)
    {
        var second = new HashSet<string>();
        foreach (var same in named.GroupBy(n => n.Value.Inode))
        {
            if (same.Key == root.Inode) second.UnionWith(same.Select(n => n.Key));
            else if (same.Skip(1).Any()) second.UnionWith(same.Select(n => n.Key).Except([First([.. same], isWanted)]));
        }

        return second;
    }

    /// <summary>The name that the namespace itself says it has; else one that is looked for.</summary>
    private static string First(KeyValuePair<string, NetworkNamespace>[] same, Func<Place, bool> isWanted)
    {
        using var socket = same[0].Value.OpenRouteSocket();
        var alias = socket.GetLinks().FirstOrDefault(link => link.Name == "lo")?.Alias;
        var names = same.Select(n => n.Key).ToList();
        return names.FirstOrDefault(name => LabMark.TryParseAlias(alias, out var lab) && alias == LabMark.Alias(lab, $"host {name}"))
            ?? names.FirstOrDefault(name => isWanted(new Place(name)))
            ?? names[0];
    }
}
