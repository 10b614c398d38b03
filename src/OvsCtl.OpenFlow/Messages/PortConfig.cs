namespace OvsCtl.OpenFlow;

/// <summary>ofp_port_config.</summary>
[Flags]
public enum PortConfig : uint
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>Taken down by the administrator.</summary>
    PortDown = 1,

    /// <summary>Drops what comes in.</summary>
    NoReceive = 1 << 2,

    /// <summary>Drops what is sent to it.</summary>
    NoForward = 1 << 5,

    /// <summary>Causes no packet-in.</summary>
    NoPacketIn = 1 << 6,
}
