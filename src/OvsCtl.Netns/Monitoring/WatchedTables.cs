namespace OvsCtl.Netns;

/// <summary>What <see cref="NetworkNamespace.WatchAsync"/> is to tell about.</summary>
[Flags]
public enum WatchedTables
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Links: made, changed, renamed, deleted, moved away.</summary>
    Links = 1,

    /// <summary>IPv4 and IPv6 addresses.</summary>
    Addresses = 2,

    /// <summary>IPv4 and IPv6 routes of all tables.</summary>
    Routes = 4,

    /// <summary>Neighbours.</summary>
    Neighbours = 8,

    /// <summary>Routing rules.</summary>
    Rules = 16,

    /// <summary>The names in /run/netns, which are the same in every network namespace.</summary>
    Namespaces = 32,

    /// <summary>Forwarding being turned on or off, for all interfaces or one. Has no snapshot, and is not among <see cref="All"/>.</summary>
    Forwarding = 64,

    /// <summary>Queueing disciplines. Has no snapshot, and is not among <see cref="All"/>.</summary>
    Qdiscs = 128,

    /// <summary>All that have a snapshot.</summary>
    All = Links | Addresses | Routes | Neighbours | Rules | Namespaces,
}
