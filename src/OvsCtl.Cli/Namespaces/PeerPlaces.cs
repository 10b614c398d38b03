using OvsCtl.Netns;

namespace OvsCtl.Cli.Namespaces;

/// <summary>The other ends of links that are in other namespaces: <c>blue:veth-blue</c>, <c>root:ens33</c>.</summary>
internal static class PeerPlaces
{
    /// <param name="route">A socket where the links are: each namespace has ids of its own for the others.</param>
    /// <param name="links">The links there.</param>
    /// <returns>By the namespace's id and the other end's index. What has no name, or may not be looked into, is not there.</returns>
    public static IReadOnlyDictionary<(int NsId, int IfIndex), string> Find(RouteSocket route, IReadOnlyList<Link> links)
    {
        var found = new Dictionary<(int, int), string>();
        var wanted = links.Select(link => link.PeerNsId).OfType<int>().ToHashSet();
        if (wanted.Count == 0) return found;
        foreach (var (name, open) in Candidates())
        {
            if (wanted.Count == 0) break;
            try
            {
                using var ns = open();
                if (route.GetNamespaceId(ns) is not { } id || !wanted.Remove(id)) continue;
                using var there = ns.OpenRouteSocket();
                foreach (var link in there.GetLinks()) found[(id, link.IfIndex)] = $"{name}:{link.Name}";
            }
            catch (Exception e) when (e is NativeException or NetlinkException)
            {
                // It vanished, is stale, or belongs to somebody else: the number has to do.
            }
        }

        return found;
    }

    private static IEnumerable<(string Name, Func<NetworkNamespace> Open)> Candidates() =>
        NamedNamespaces.List().Where(entry => !entry.IsStale).Select(entry => (entry.Name, (Func<NetworkNamespace>)(() => NetworkNamespace.Open(entry.Name)))).Prepend((EndArgument.Root, NetworkNamespace.OpenCurrent));
}
