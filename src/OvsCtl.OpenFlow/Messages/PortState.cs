namespace OvsCtl.OpenFlow;

/// <summary>ofp_port_state.</summary>
[Flags]
public enum PortState : uint
{
    /// <summary>Nothing to report.</summary>
    None = 0,

    /// <summary>No physical link.</summary>
    LinkDown = 1,

    /// <summary>Blocked, as by a spanning tree.</summary>
    Blocked = 2,

    /// <summary>Live, for fast failover groups.</summary>
    Live = 4,
}
