namespace OvsCtl.OpenFlow;

/// <summary>What the switch offers for one type of group.</summary>
/// <param name="MaxGroups">How many groups of the type it can have.</param>
/// <param name="Actions">Which actions their buckets may have: bit n for the action of type n (ofp_action_type).</param>
public readonly record struct GroupTypeFeatures(uint MaxGroups, uint Actions);
