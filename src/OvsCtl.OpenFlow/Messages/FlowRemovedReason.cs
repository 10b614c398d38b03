namespace OvsCtl.OpenFlow;

/// <summary>ofp_flow_removed_reason.</summary>
public enum FlowRemovedReason : byte
{
    /// <summary>No packet came for its idle timeout.</summary>
    IdleTimeout = 0,

    /// <summary>Its hard timeout passed.</summary>
    HardTimeout = 1,

    /// <summary>A flow-mod deleted it.</summary>
    Delete = 2,

    /// <summary>A group it uses was deleted.</summary>
    GroupDelete = 3,
}
