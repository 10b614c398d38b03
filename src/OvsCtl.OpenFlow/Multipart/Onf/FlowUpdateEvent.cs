namespace OvsCtl.OpenFlow;

/// <summary>What happened to a flow (nx_flow_update_event).</summary>
public enum FlowUpdateEvent : ushort
{
    /// <summary>It is there, or was added.</summary>
    Added = 0,

    /// <summary>It was deleted.</summary>
    Deleted = 1,

    /// <summary>It was changed.</summary>
    Modified = 2,

    /// <summary>The controller's own request was carried out; nothing more is said.</summary>
    Abbreviated = 3,
}
