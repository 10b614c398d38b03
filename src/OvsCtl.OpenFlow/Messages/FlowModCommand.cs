namespace OvsCtl.OpenFlow;

/// <summary>ofp_flow_mod_command. <i>Strict</i> means the flow with exactly this match and priority, otherwise all that are covered by the match.</summary>
public enum FlowModCommand : byte
{
    /// <summary>Adds a flow, or replaces the one with the same match and priority.</summary>
    Add = 0,

    /// <summary>Changes the instructions of all flows covered.</summary>
    Modify = 1,

    /// <summary>Changes the instructions of one flow.</summary>
    ModifyStrict = 2,

    /// <summary>Deletes all flows covered.</summary>
    Delete = 3,

    /// <summary>Deletes one flow.</summary>
    DeleteStrict = 4,
}
