namespace OvsCtl.OpenFlow;

/// <summary>What the switch can do with groups (ofp_group_capabilities).</summary>
[Flags]
public enum GroupCapabilities : uint
{
    /// <summary>None of it.</summary>
    None = 0,

    /// <summary>OFPGFC_SELECT_WEIGHT: weights of buckets in select groups.</summary>
    SelectWeight = 1,

    /// <summary>OFPGFC_SELECT_LIVENESS: liveness of buckets in select groups.</summary>
    SelectLiveness = 1 << 1,

    /// <summary>OFPGFC_CHAINING: groups in groups.</summary>
    Chaining = 1 << 2,

    /// <summary>OFPGFC_CHAINING_CHECKS: refuses loops of groups.</summary>
    ChainingChecks = 1 << 3,
}
