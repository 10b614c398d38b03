namespace OvsCtl.Netns;

/// <summary>What is known about a neighbour (NUD_*, linux/neighbour.h).</summary>
[Flags]
public enum NeighbourState
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary>Asked for, no answer yet.</summary>
    Incomplete = 0x01,

    /// <summary>Answered lately.</summary>
    Reachable = 0x02,

    /// <summary>Answered some time ago; still used, and asked again then.</summary>
    Stale = 0x04,

    /// <summary>Used while stale; asked again soon.</summary>
    Delay = 0x08,

    /// <summary>Being asked again.</summary>
    Probe = 0x10,

    /// <summary>No answer.</summary>
    Failed = 0x20,

    /// <summary>Needs no asking: the link has no addresses, or the address is a group's.</summary>
    NoArp = 0x40,

    /// <summary>Set by an administrator, for ever. Does not count against the limits of the kernel's one neighbour table.</summary>
    Permanent = 0x80,
}
