namespace OvsCtl.OpenFlow;

/// <summary>ofp_flow_mod_flags.</summary>
[Flags]
public enum FlowModFlags : ushort
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>Report with FLOW_REMOVED when the flow is gone.</summary>
    SendFlowRemoved = 1,

    /// <summary>Refuse a flow that overlaps another of the same priority.</summary>
    CheckOverlap = 2,

    /// <summary>Set the counters of a changed flow to zero.</summary>
    ResetCounts = 4,

    /// <summary>Count no packets.</summary>
    NoPacketCounts = 8,

    /// <summary>Count no bytes.</summary>
    NoByteCounts = 16,
}
