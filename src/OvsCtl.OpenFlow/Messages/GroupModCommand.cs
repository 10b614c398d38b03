namespace OvsCtl.OpenFlow;

/// <summary>ofp_group_mod_command.</summary>
public enum GroupModCommand : ushort
{
    /// <summary>OFPGC_ADD: a group that does not exist yet.</summary>
    Add = 0,

    /// <summary>OFPGC_MODIFY: gives a group other buckets.</summary>
    Modify = 1,

    /// <summary>OFPGC_DELETE: the group, or with <see cref="GroupId.All"/> every group, and the flows that use it.</summary>
    Delete = 2,

    /// <summary>OFPGC_ADD_OR_MOD: an extension of Open vSwitch, whether or not the group exists.</summary>
    AddOrModify = 0x8000,
}
