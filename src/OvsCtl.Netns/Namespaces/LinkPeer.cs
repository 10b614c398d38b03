using System.Diagnostics.CodeAnalysis;

namespace OvsCtl.Netns;

/// <summary>The other end of a veth, or the link that a macvlan or vxlan is put upon, in whichever namespace it is.</summary>
public sealed record LinkPeer
{
    /// <summary>The other link.</summary>
    public required Link Link { get; init; }

    /// <summary>The number of its namespace.</summary>
    public required ulong NamespaceInode { get; init; }

    /// <summary>The names that its namespace has in /run/netns; empty when it has none.</summary>
    public required IReadOnlyList<string> NamespaceNames { get; init; }

    /// <summary>A process whose main thread is in that namespace, when it has no name; null when it has one.</summary>
    public int? ProcessId { get; init; }

    /// <summary>True when it is in the namespace that was asked from.</summary>
    public required bool IsHere { get; init; }

    /// <summary>
    /// Finds a link's peer. Equal indexes exist in many namespaces, so the namespace is found by the id that the link itself gives (IFLA_LINK_NETNSID).
    /// </summary>
    /// <returns>Null when the link has no peer, or its peer's namespace has neither a name nor a process that may be looked at.</returns>
    /// <exception cref="NetlinkException">ENODEV: there is no such link here.</exception>
    public static LinkPeer? Find(NetworkNamespace here, string ifName)
    {
        ArgumentNullException.ThrowIfNull(here);
        using var route = here.OpenRouteSocket();
        var link = route.FindLink(ifName) ?? throw new NetlinkException(Interop.Errno.ENODEV, $"find the peer of link {ifName} in {here}");
        if (link.PeerIfIndex is not { } index) return null;
        if (link.PeerNsId is not { } id) return InNamespace(here, index, isHere: true, processId: null);

        foreach (var (ns, pid) in Candidates())
        {
            using (ns)
            {
                if (ns.Inode != here.Inode && route.GetNamespaceId(ns) == id) return InNamespace(ns, index, isHere: false, pid);
            }
        }

        return null;
    }

    private static LinkPeer? InNamespace(NetworkNamespace ns, int index, bool isHere, int? processId)
    {
        using var route = ns.OpenRouteSocket();
        return route.FindLink(index) is not { } link ? null : new LinkPeer
        {
            Link = link,
            NamespaceInode = ns.Inode,
            NamespaceNames = NamedNamespaces.Identify(ns),
            ProcessId = processId,
            IsHere = isHere,
        };
    }

    /// <summary>Named namespaces first, then those that only processes hold.</summary>
    private static IEnumerable<(NetworkNamespace Namespace, int? ProcessId)> Candidates()
    {
        foreach (var entry in NamedNamespaces.List().Where(entry => !entry.IsStale))
        {
            if (TryOpen(() => NetworkNamespace.Open(entry.Name), out var ns)) yield return (ns, null);
        }

        var seen = new HashSet<ulong>();
        foreach (var pid in ProcessTable.Pids())
        {
            if (!TryOpen(() => NetworkNamespace.OpenProcess(pid), out var ns)) continue;
            if (seen.Add(ns.Inode)) yield return (ns, pid);
            else ns.Dispose();
        }
    }

    // What vanishes or may not be looked at meanwhile is no candidate.
    private static bool TryOpen(Func<NetworkNamespace> open, [NotNullWhen(true)] out NetworkNamespace? ns)
    {
        try
        {
            ns = open();
            return true;
        }
        catch (NativeException)
        {
            ns = null;
            return false;
        }
    }
}
