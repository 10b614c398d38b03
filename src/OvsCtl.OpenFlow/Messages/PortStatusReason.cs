namespace OvsCtl.OpenFlow;

/// <summary>ofp_port_reason.</summary>
public enum PortStatusReason : byte
{
    /// <summary>The port is new.</summary>
    Add = 0,

    /// <summary>The port is gone.</summary>
    Delete = 1,

    /// <summary>Something about the port changed.</summary>
    Modify = 2,
}
