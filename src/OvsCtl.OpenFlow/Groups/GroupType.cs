namespace OvsCtl.OpenFlow;

/// <summary>What a group does with its buckets (ofp_group_type).</summary>
public enum GroupType : byte
{
    /// <summary>OFPGT_ALL: all of them, each with a copy of the packet.</summary>
    All = 0,

    /// <summary>OFPGT_SELECT: one of them, chosen by weight.</summary>
    Select = 1,

    /// <summary>OFPGT_INDIRECT: the only one.</summary>
    Indirect = 2,

    /// <summary>OFPGT_FF: the first whose port or group is live.</summary>
    FastFailover = 3,
}
